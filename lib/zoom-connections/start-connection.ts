import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { command } from '../command'
import { actorUserId } from '../context'
import { notFound } from '../core/errors'
import { newState, stateHash, stateLives_ms } from './oauth-state'
import { authorizeAddress } from './ask-zoom'
import { keepReturn } from './consent-returns'

/**
 * The address at Zoom where the person is asked. Its state is theirs alone, for their own record,
 * for ten minutes and one use; asking again makes the one before worthless. `returnTo`: the page on
 * this site on which they go on afterwards.
 */
export const startConnection = command({
  name: 'connection.start',
  permission: 'connection.change',
  input: z.object({ returnTo: z.string().max(512).optional() }),
  async run(tx, ctx, { returnTo }) {
    const userId = actorUserId(ctx)
    if (!userId) throw notFound()
    const state = newState()
    const expiresAt = new Date(ctx.now.getTime() + stateLives_ms)
    await tx.execute(
      sql`select issue_public_token(${stateHash(state)}, 'oauth_state', ${userId}, ${expiresAt.toISOString()})`,
    )
    if (returnTo !== undefined) await keepReturn(tx, ctx, state, returnTo, expiresAt)
    return {
      result: { address: authorizeAddress('user', state) },
      trail: [{ subject: 'connection', subjectId: null }],
    }
  },
})
