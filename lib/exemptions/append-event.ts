import type { Tx } from '#db/tenant'
import { exemptionEvents, type exemptions } from '#db/schema/exemptions'
import type { Context } from '../context'
import type { ExemptionEventKind } from '../core/exemptions/exemption'
import { writeEvidenceRecords } from '../evidence-records/write-evidence-record'
import { newId } from '../ids'

export type Exemption = typeof exemptions.$inferSelect

/**
 * Appends what happened to an exemption, with its evidence, in the transaction that makes it so. `at`
 * is when it was so: a lapse may be noticed late. Whoever said it has its evidence already.
 */
export async function appendEvent(
  tx: Tx,
  ctx: Context,
  { id: exemptionId, evidenceRecordId }: Pick<Exemption, 'id' | 'evidenceRecordId'>,
  event: ExemptionEventKind,
  at: Date = ctx.now,
): Promise<void> {
  // Nobody makes one lapse, whoever was there when it was noticed.
  const by = ctx.actor.kind === 'user' && event !== 'lapsed' ? ctx.actor : null
  const fact = { exemption: exemptionId, event, by: by?.userId ?? null, at: at.toISOString() }
  const [record = ''] =
    event === 'said' ? [evidenceRecordId] : await writeEvidenceRecords(tx, ctx, 'exemption', [fact])
  await tx.insert(exemptionEvents).values({
    ...{ organisationId: ctx.organisation.id, id: newId(), exemptionId, event },
    ...{ byUserId: by?.userId ?? null, byName: by?.name ?? null },
    ...{ at, recordedAt: ctx.now, evidenceRecordId: record },
  })
}
