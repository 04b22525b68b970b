import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { exemptions } from '#db/schema/exemptions'
import type { Context } from '../context'
import { conflict } from '../core/errors'
import { statesFor, type ExemptionDecision } from '../core/exemptions/exemption'
import { untilOf } from '../core/exemptions/term-of'
import { remindAt } from '../core/proof/statement'
import { dueAdd } from '../jobs/due'
import { effectiveProfile } from '../profiles/effective-profile'
import { appendEvent, type Exemption } from './append-event'

export type Decision = {
  readonly decision: ExemptionDecision
  readonly by: { readonly userId: string; readonly name: string }
  readonly at: Date
}

/**
 * Writes what a second person decided on one that waits: the row, its history and evidence. Where they
 * agree the club is to be judged again, and it is said before it lapses. Throws `conflict` where
 * somebody was first.
 */
export async function applyDecision(
  tx: Tx,
  ctx: Context,
  exemption: Exemption,
  { decision, by, at }: Decision,
): Promise<void> {
  const agrees = decision === 'confirmed'
  const [decided] = await tx
    .update(exemptions)
    .set(
      agrees
        ? { state: 'in_force', confirmedBy: by.userId, confirmedByName: by.name, confirmedAt: at }
        : { state: 'refused', endedAt: at },
    )
    .where(
      and(
        eq(exemptions.id, exemption.id),
        inArray(exemptions.state, statesFor(agrees ? 'confirm' : 'refuse')),
      ),
    )
    .returning({ id: exemptions.id })
  if (!decided) throw conflict('This was decided or taken back meanwhile.')
  await appendEvent(tx, ctx, exemption, { event: decision, by, at })
  if (!agrees) return
  await dueAdd(tx, 'judge-again', ctx.organisation.id, ctx.now)
  const { exempt = [] } = await effectiveProfile(tx, ctx, ctx.now)
  await dueAdd(tx, 'exemption', exemption.id, remindAt(at, untilOf(exemption, exempt)))
}
