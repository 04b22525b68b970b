import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { signOffRequests } from '#db/schema/sign-offs'
import { command } from '../command'
import { actorUserId, type Context } from '../context'
import { askingLimits } from '../core/asking-limits'
import { conflict } from '../core/errors'
import { said_length_max } from '../core/sign-offs/words'
import { waitingStates } from '../core/sign-offs/state'
import { id } from '../ids'
import { hintNotices } from '../notices/written-notice'
import { refuseBeyond } from '../trail/refuse-beyond'
import { appendEvents } from './append-event'
import { ownRow } from './own-row'
import { ownRequest } from './prepare-sign-off'
import { signedDue } from './signed-due'
import { tellSaid } from './tell-of-sign-off'

const said = z
  .string()
  .trim()
  .max(said_length_max, `Please keep it to ${said_length_max} letters. Then talk to them.`)

const decline = command({
  name: 'sign_off.decline',
  permission: 'sign_off.sign',
  input: z.object({ requestId: id, why: said }),
  async run(tx, ctx, { requestId, why }) {
    const request = await ownRequest(tx, (await ownRow(tx, ctx)).id, requestId)
    const declined = await tx
      .update(signOffRequests)
      .set({ state: 'declined', endedAt: ctx.now })
      .where(
        and(eq(signOffRequests.id, requestId), inArray(signOffRequests.state, [...waitingStates])),
      )
      .returning({ id: signOffRequests.id })
    if (declined.length === 0) {
      throw conflict('You have answered this already, or it is not asked of you any more.')
    }
    await appendEvents(tx, ctx, [request], 'declined', why === '' ? {} : { text: why })
    await signedDue(tx, ctx)
    return {
      result: await tellSaid(tx, ctx, requestId, 'sign_off_declined'),
      trail: [{ subject: 'sign_off_request', subjectId: requestId }],
    }
  },
})

const ask = command({
  name: 'sign_off.question',
  permission: 'sign_off.sign',
  input: z.object({
    requestId: id,
    question: said.min(3, 'Write your question in a sentence or two.'),
  }),
  async run(tx, ctx, { requestId, question }) {
    const request = await ownRequest(tx, (await ownRow(tx, ctx)).id, requestId)
    if (request.state === 'withdrawn' || request.state === 'superseded') {
      throw conflict('This is not asked of you any more.')
    }
    await refuseBeyond(
      tx,
      ctx,
      askingLimits.questionsADay,
      { commands: ['sign_off.question'], by: actorUserId(ctx) },
      'You have asked a lot today. Talk to your welfare officer, or write again tomorrow.',
    )
    await appendEvents(tx, ctx, [request], 'question', { text: question })
    return {
      result: await tellSaid(tx, ctx, requestId, 'sign_off_question'),
      trail: [{ subject: 'sign_off_request', subjectId: requestId }],
    }
  },
})

/**
 * The asker does not agree: the club's officers are told, and they may agree later all the same.
 * Throws `not_found`, `conflict` where it was answered or is asked no more.
 */
export async function declineSignOff(
  ctx: Context,
  input: Parameters<typeof decline>[1],
): Promise<void> {
  await hintNotices(await decline(ctx, input))
}

/**
 * The asker has a question: the club's officers are told. Throws `not_found`, `conflict`,
 * `too_many_attempts`.
 */
export async function askAboutSignOff(
  ctx: Context,
  input: Parameters<typeof ask>[1],
): Promise<void> {
  await hintNotices(await ask(ctx, input))
}
