import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { command } from '../command'
import { AppError } from '../core/errors'
import { takeReturn } from './consent-returns'
import { stateHash } from './oauth-state'

/** A state that is not this person's, was used before or is too old. All three end the same way. */
export const stateExpired = () =>
  new AppError(
    'expired',
    'This answer from Zoom can no longer be used: it took more than ten minutes, or it was used before. Nothing was connected. Start again.',
  )

/**
 * Uses up the state that came back from Zoom, in the record of the person who is signed in. Throws
 * `expired` where it was not issued to them, was used before, or is older than ten minutes. Returns
 * where they go on, null where they came from nowhere in particular.
 */
export const spendState = command({
  name: 'connection.answer',
  permission: 'connection.change',
  input: z.object({ state: z.string().max(200) }),
  async run(tx, ctx, { state }) {
    const rows = await tx.execute<{ used: boolean }>(
      sql`select use_public_token(${stateHash(state)}, 'oauth_state', ${ctx.now.toISOString()}) as used`,
    )
    if (!rows.rows[0]?.used) throw stateExpired()
    const returnTo = await takeReturn(tx, ctx, state)
    return { result: { returnTo }, trail: [{ subject: 'connection', subjectId: null }] }
  },
})
