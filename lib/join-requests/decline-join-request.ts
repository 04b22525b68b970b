import { z } from 'zod'
import { command } from '../command'
import type { Context } from '../context'
import { id } from '../ids'
import { decideWaiting } from './decide-waiting'
import { mailAnswer } from './mail-answer'

const input = z.object({ requestId: id })

const decline = command({
  name: 'join_request.decline',
  permission: 'join_request.decide',
  input,
  async run(tx, ctx, { requestId }) {
    const request = await decideWaiting(tx, ctx, requestId, 'declined')
    return { result: request, trail: [{ subject: 'join_request', subjectId: requestId }] }
  },
})

/**
 * Says no to a club that asked; it may ask again. Whoever asked gets a mail. Throws `conflict` where
 * it was answered already, `unavailable` where that is done and the mail could not be sent.
 */
export async function declineJoinRequest(
  ctx: Context,
  which: z.input<typeof input>,
): Promise<void> {
  const request = await decline(ctx, which)
  await mailAnswer(request, {
    subject: `${ctx.organisation.name} has not let ${request.clubName} in`,
    lines: [
      `You asked ${ctx.organisation.name} to let ${request.clubName} join it in Touchline. It has said no for now.`,
      `If that is a mistake, speak to ${ctx.organisation.name}, then ask again with its code.`,
    ],
  })
}
