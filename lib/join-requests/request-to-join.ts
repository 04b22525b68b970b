import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { command } from '../command'
import { askingLimits } from '../core/asking-limits'
import { AppError, notFound } from '../core/errors'
import { plainName } from '../core/plain-name'
import { newId } from '../ids'
import { joinCodeHash } from '../organisations/join-code-hash'
import { refuseBeyond } from '../trail/refuse-beyond'

/**
 * Asks the governing body whose code this is to let a club in, with the asker as its first welfare
 * officer. Nothing exists before the body says yes. Asking twice changes nothing. Throws
 * `invalid_input` where the code is nobody's, `too_many_attempts`.
 */
export const requestToJoin = command({
  name: 'join_request.ask',
  permission: 'join_request.ask',
  input: z.object({
    code: z.string(),
    clubName: plainName('Enter the name of your club.'),
  }),
  async run(tx, ctx, { code, clubName }) {
    if (ctx.organisation.kind !== 'person' || ctx.actor.kind !== 'user') throw notFound()
    await refuseBeyond(
      tx,
      ctx,
      askingLimits.joinRequestsADay,
      { commands: ['join_request.ask'] },
      `You have asked for ${askingLimits.joinRequestsADay.count} clubs in a day. Try again tomorrow.`,
    )
    const { name, email } = ctx.actor
    const hash = joinCodeHash(code)
    if (!hash) throw wrongCode()
    const requestId = newId()
    const asked = await tx.execute<{ known: boolean }>(
      sql`select request_to_join(${hash}, ${requestId}, ${clubName}, ${name}, ${email},
        ${ctx.now.toISOString()}) as known`,
    )
    if (!asked.rows[0]?.known) throw wrongCode()
    return {
      result: undefined,
      trail: [{ subject: 'join_request', subjectId: requestId, detail: { clubName } }],
    }
  },
})

function wrongCode(): AppError {
  const message =
    'We do not know that code. Look at it again, or ask your governing body for a new one.'
  return new AppError('invalid_input', message, [{ field: 'code', message }])
}
