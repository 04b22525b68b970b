import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { readingConfirmations, readings } from '#db/schema/readings'
import type { JsonObject } from '../core/canonical-json'
import { bodyKinds, couldNotCheckReasons, type BodyKind, type Reading } from '../core/readings'

/** One body that an audit asked for, as it stands in this organisation. */
export type DeliveredReading = {
  readonly bodyKind: BodyKind
  readonly subjectId: string
  readonly reading: Reading
  /** SHA-256 of the body; null where there is none. */
  readonly hash: string | null
}

const kind = z.enum(bodyKinds)
const reasonShape = z.enum(couldNotCheckReasons).catch('unreadable_body')
const bodyShape = z.custom<JsonObject>((value) => typeof value === 'object' && value !== null)

/** Everything that one audit asked for, in the transaction's organisation. */
export async function deliveredReadings(tx: Tx, auditId: string): Promise<DeliveredReading[]> {
  const rows = await tx
    .select({ confirmation: readingConfirmations, body: readings.body })
    .from(readingConfirmations)
    .leftJoin(
      readings,
      and(
        eq(readings.organisationId, readingConfirmations.organisationId),
        eq(readings.hash, readingConfirmations.readingHash),
      ),
    )
    .where(eq(readingConfirmations.auditId, auditId))
  return rows.map(({ confirmation, body }) => ({
    bodyKind: kind.parse(confirmation.bodyKind),
    subjectId: confirmation.subjectId,
    hash: body === null ? null : confirmation.readingHash,
    reading:
      body === null
        ? { read: false, reason: reasonShape.parse(confirmation.couldNotCheckReason) }
        : { read: true, body: bodyShape.parse(JSON.parse(body)) },
  }))
}
