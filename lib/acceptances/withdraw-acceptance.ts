import { and, eq, inArray, isNull, or } from 'drizzle-orm'
import { z } from 'zod'
import { acceptances } from '#db/schema/acceptances'
import { command } from '../command'
import type { Context } from '../context'
import { liveAcceptances } from '../core/acceptances/acceptance'
import { conflict, notFound } from '../core/errors'
import { id } from '../ids'
import { hintNotices } from '../notices/written-notice'
import { deliverStatus } from '../roll-ups/deliver-status'
import { appendEvent } from './append-event'
import { letGo } from './let-go'
import { tellOfAcceptance } from './tell-of-acceptance'

const input = z.object({ acceptanceId: id })

const why = 'Somebody of the club took it back.'

const withdraw = command({
  name: 'acceptance.withdraw',
  permission: 'acceptance.ask',
  input,
  async run(tx, ctx, { acceptanceId }) {
    if (ctx.actor.kind !== 'user') throw notFound()
    const of = eq(acceptances.id, acceptanceId)
    const [withdrawn] = await tx
      .update(acceptances)
      .set({ state: 'withdrawn' })
      .where(
        and(
          of,
          inArray(acceptances.state, liveAcceptances),
          // What the region or body has decided meanwhile comes first.
          or(eq(acceptances.state, 'approved'), isNull(acceptances.aboveDecision)),
        ),
      )
      .returning()
    if (!withdrawn) {
      if ((await tx.$count(acceptances, of)) === 0) throw notFound()
      throw conflict()
    }
    await appendEvent(tx, ctx, withdrawn, { event: 'withdrawn', by: ctx.actor, why, at: ctx.now })
    await letGo(tx, withdrawn)
    const wasInForce = withdrawn.decidedAt !== null
    const notices = wasInForce
      ? await tellOfAcceptance(tx, ctx, acceptanceId, 'acceptance_ended', ctx.now)
      : []
    await deliverStatus(tx, ctx)
    const detail = { finding: withdrawn.findingId, was_in_force: wasInForce }
    return {
      result: notices,
      trail: [{ subject: 'acceptance', subjectId: acceptanceId, detail }],
    }
  },
})

/**
 * Takes back a request, or an acceptance that is in force: from now on the finding counts again.
 * Throws `not_found`, `conflict` where it has ended or was decided meanwhile.
 */
export async function withdrawAcceptance(
  ctx: Context,
  asked: z.input<typeof input>,
): Promise<void> {
  await hintNotices(await withdraw(ctx, asked))
}
