import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { signOffRequests } from '#db/schema/sign-offs'
import { command } from '../command'
import { conflict, notFound } from '../core/errors'
import { id } from '../ids'
import { appendEvents } from './append-event'
import { lastOfQuestion } from './prepare-sign-off'

/**
 * An officer has answered what somebody asked, by talking to them: what was said stays between them.
 * Throws `not_found`, `conflict` where nothing is open.
 */
export const answerQuestion = command({
  name: 'sign_off.answer',
  permission: 'sign_off.chase',
  input: z.object({ requestId: id }),
  async run(tx, ctx, { requestId }) {
    const [request] = await tx
      .select()
      .from(signOffRequests)
      .where(eq(signOffRequests.id, requestId))
      .for('update')
    if (!request) throw notFound()
    if ((await lastOfQuestion(tx, requestId)) === null) {
      throw conflict('There is no question here that waits for an answer.')
    }
    await appendEvents(tx, ctx, [request], 'answered')
    return {
      result: undefined,
      trail: [{ subject: 'sign_off_request', subjectId: requestId }],
    }
  },
})
