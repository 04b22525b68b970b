import { and, desc, eq, gte, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { audits } from '#db/schema/audits'
import { readingConfirmations, readings } from '#db/schema/readings'
import type { JsonObject } from '../core/canonical-json'
import {
  bodyKinds,
  couldNotCheckReasons,
  type AccountReadings,
  type BodyKind,
  type Reading,
} from '../core/readings'

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

const ofConfirmation = and(
  eq(readings.organisationId, readingConfirmations.organisationId),
  eq(readings.hash, readingConfirmations.readingHash),
)

/** Everything that one audit asked for, in the transaction's organisation. */
export async function deliveredReadings(tx: Tx, auditId: string): Promise<DeliveredReading[]> {
  const rows = await tx
    .select({ confirmation: readingConfirmations, body: readings.body })
    .from(readingConfirmations)
    .leftJoin(readings, ofConfirmation)
    .where(eq(readingConfirmations.auditId, auditId))
  return rows.map(readingOf)
}

/**
 * What is known of a connection in its holder's record: everything that its last audit of the whole
 * account asked for, and of each body what a later one of a part of it said.
 */
export async function lastRead(tx: Tx, connectionId: string): Promise<DeliveredReading[]> {
  const isOfConnection = and(eq(audits.connectionId, connectionId), eq(audits.state, 'finished'))
  const [whole] = await tx
    .select({ finishedAt: audits.finishedAt })
    .from(audits)
    .where(and(isOfConnection, sql`${audits.onlyMeetings} is null`))
    .orderBy(desc(audits.finishedAt))
    .limit(1)
  if (!whole?.finishedAt) return []
  const rows = await tx
    .selectDistinctOn([readingConfirmations.bodyKind, readingConfirmations.subjectId], {
      confirmation: readingConfirmations,
      body: readings.body,
    })
    .from(audits)
    .innerJoin(readingConfirmations, eq(readingConfirmations.auditId, audits.id))
    .leftJoin(readings, ofConfirmation)
    .where(and(isOfConnection, gte(audits.finishedAt, whole.finishedAt)))
    .orderBy(
      readingConfirmations.bodyKind,
      readingConfirmations.subjectId,
      desc(readingConfirmations.readAt),
    )
  return rows.map(readingOf)
}

/** What was read, by the kind of body: of one subject, or of one and what it follows. */
export const byKind = (
  read: readonly Pick<DeliveredReading, 'bodyKind' | 'reading'>[],
): AccountReadings => Object.fromEntries(read.map(({ bodyKind, reading }) => [bodyKind, reading]))

type Row = { confirmation: typeof readingConfirmations.$inferSelect; body: string | null }

const readingOf = ({ confirmation, body }: Row): DeliveredReading => ({
  bodyKind: kind.parse(confirmation.bodyKind),
  subjectId: confirmation.subjectId,
  hash: body === null ? null : confirmation.readingHash,
  reading:
    body === null
      ? { read: false, reason: reasonShape.parse(confirmation.couldNotCheckReason) }
      : { read: true, body: bodyShape.parse(JSON.parse(body)) },
})
