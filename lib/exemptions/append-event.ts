import type { Tx } from '#db/tenant'
import { exemptionEvents, type exemptions } from '#db/schema/exemptions'
import type { Context } from '../context'
import type { ExemptionEventKind } from '../core/exemptions/exemption'
import { writeEvidenceRecords } from '../evidence-records/write-evidence-record'
import { newId } from '../ids'

export type Exemption = typeof exemptions.$inferSelect

/** One step: who took it, nobody where it happened by itself, and when it was so. */
type Step = {
  readonly event: ExemptionEventKind
  readonly by: { readonly userId: string; readonly name: string } | null
  readonly at: Date
}

/**
 * Appends what happened to an exemption, with its evidence, in the transaction that makes it so. A
 * lapse may be noticed late. Whoever said it has its evidence already.
 */
export async function appendEvent(
  tx: Tx,
  ctx: Context,
  { id: exemptionId, evidenceRecordId }: Pick<Exemption, 'id' | 'evidenceRecordId'>,
  { event, by, at }: Step,
): Promise<void> {
  const fact = { exemption: exemptionId, event, by: by?.userId ?? null, at: at.toISOString() }
  const [record = ''] =
    event === 'said' ? [evidenceRecordId] : await writeEvidenceRecords(tx, ctx, 'exemption', [fact])
  await tx.insert(exemptionEvents).values({
    ...{ organisationId: ctx.organisation.id, id: newId(), exemptionId, event },
    ...{ byUserId: by?.userId ?? null, byName: by?.name ?? null },
    ...{ at, recordedAt: ctx.now, evidenceRecordId: record },
  })
}
