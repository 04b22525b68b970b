import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { signOffRequests } from '#db/schema/sign-offs'
import { command } from '../command'
import { id } from '../ids'
import { appendEvents } from './append-event'
import { ownRow } from './own-row'
import { ownRequest } from './prepare-sign-off'

/** That the asker has opened what they are to sign: once, however often they do. Throws `not_found`. */
export const openSignOff = command({
  name: 'sign_off.open',
  permission: 'sign_off.sign',
  input: z.object({ requestId: id }),
  async run(tx, ctx, { requestId }) {
    const request = await ownRequest(tx, (await ownRow(tx, ctx)).id, requestId)
    const opened = await tx
      .update(signOffRequests)
      .set({ state: 'opened', openedAt: ctx.now })
      .where(and(eq(signOffRequests.id, requestId), eq(signOffRequests.state, 'sent')))
      .returning({ id: signOffRequests.id })
    const first = opened.length > 0
    if (first) await appendEvents(tx, ctx, [request], 'opened')
    return {
      result: first,
      trail: [{ subject: 'sign_off_request', subjectId: requestId, detail: { first } }],
    }
  },
})
