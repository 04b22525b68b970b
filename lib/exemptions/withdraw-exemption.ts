import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { exemptions } from '#db/schema/exemptions'
import { command } from '../command'
import type { Context } from '../context'
import { conflict, notFound } from '../core/errors'
import { statesFor } from '../core/exemptions/exemption'
import { id } from '../ids'
import { dueAdd } from '../jobs/due'
import { enqueue } from '../jobs/enqueue'
import { appendEvent } from './append-event'
import { letGo } from './let-go'

const input = z.object({ exemptionId: id })

const withdraw = command({
  name: 'exemption.withdraw',
  permission: 'exemption.say',
  input,
  async run(tx, ctx, { exemptionId }) {
    const of = eq(exemptions.id, exemptionId)
    const [found] = await tx.select().from(exemptions).where(of).for('update')
    if (!found || ctx.actor.kind !== 'user') throw notFound()
    // What the region or body has decided meanwhile comes first.
    if (found.state === 'waiting' && found.aboveDecision) throw conflict()
    const ended = await tx
      .update(exemptions)
      .set({ state: 'withdrawn', endedAt: ctx.now })
      .where(and(of, inArray(exemptions.state, statesFor('withdraw'))))
      .returning({ id: exemptions.id })
    if (ended.length === 0) throw conflict('This has ended already.')
    await appendEvent(tx, ctx, found, { event: 'withdrawn', by: ctx.actor, at: ctx.now })
    await letGo(tx, found)
    const counted = found.state === 'in_force'
    if (counted) await dueAdd(tx, 'judge-again', ctx.organisation.id, ctx.now)
    const detail = { category: found.categoryKey }
    return {
      result: counted,
      trail: [{ subject: 'exemption', subjectId: exemptionId, detail }],
    }
  },
})

/**
 * Takes back that the club or a session belongs to a category: its rules hold again, and the club is
 * judged again by them. Throws `not_found`, `conflict` where it has ended already.
 */
export async function withdrawExemption(ctx: Context, asked: z.input<typeof input>): Promise<void> {
  const counted = await withdraw(ctx, asked)
  if (counted) await enqueue('judge-again', ctx.organisation.id, ctx.organisation.id)
}
