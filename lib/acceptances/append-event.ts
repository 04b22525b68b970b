import type { Tx } from '#db/tenant'
import { acceptanceEvents, type acceptances } from '#db/schema/acceptances'
import type { Context } from '../context'
import type { AcceptanceState } from '../core/acceptances/acceptance'
import { sha256Hex } from '../core/sha256'
import { writeEvidenceRecords } from '../evidence-records/write-evidence-record'
import { newId } from '../ids'

export type Acceptance = typeof acceptances.$inferSelect

/** One step of an acceptance: who took it, nobody where it happened by itself, why, and when. */
export type Step = {
  readonly event: AcceptanceState
  readonly by: { readonly userId: string; readonly name: string } | null
  readonly why: string
  /** When it was so. */
  readonly at: Date
}

/**
 * Appends a step to its history with its evidence record, in the transaction that takes it. Of what
 * people wrote, evidence has the hash: whoever has the words can show that they are the same.
 */
export async function appendEvent(
  tx: Tx,
  ctx: Context,
  acceptance: Acceptance,
  { event, by, why, at }: Step,
): Promise<void> {
  const [evidenceRecordId = ''] = await writeEvidenceRecords(tx, ctx, 'acceptance', [
    {
      acceptance: acceptance.id,
      at: at.toISOString(),
      by: by?.userId ?? null,
      control: acceptance.control,
      event,
      finding: acceptance.findingId,
      level: acceptance.level,
      requested_by: acceptance.requestedBy,
      since: acceptance.since.toISOString(),
      subject: acceptance.subjectId,
      subject_kind: acceptance.subjectKind,
      until: acceptance.until.toISOString(),
      why_sha256: sha256Hex(why),
    },
  ])
  await tx.insert(acceptanceEvents).values({
    organisationId: ctx.organisation.id,
    id: newId(),
    acceptanceId: acceptance.id,
    findingId: acceptance.findingId,
    ...{ event, byUserId: by?.userId ?? null, byName: by?.name ?? null, why },
    ...{ until: acceptance.until, at, recordedAt: ctx.now, evidenceRecordId },
  })
}
