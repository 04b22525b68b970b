import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { command } from '../command'
import { actorUserId } from '../context'
import { notFound } from '../core/errors'
import { authorizeAddress } from '../zoom-connections/ask-zoom'
import { stateHash, stateLives_ms } from '../zoom-connections/oauth-state'
import { accountStateKind, newAccountState, stateSubject } from './account-state'
import { onlyClubs } from './only-clubs'

/**
 * The address at Zoom where whoever looks after the club's own Zoom account is asked. Its state is
 * for this user and this club, for ten minutes and one use; asking again makes the one before
 * worthless. Throws `not_found` in an organisation that is no club.
 */
export const startAccountConnection = command({
  name: 'account_connection.start',
  permission: 'account_connection.change',
  input: z.object({}),
  async run(tx, ctx) {
    onlyClubs(ctx)
    const userId = actorUserId(ctx)
    if (!userId) throw notFound()
    const { id: organisationId, slug } = ctx.organisation
    const state = newAccountState(slug)
    const address = authorizeAddress('admin', state)
    const expiresAt = new Date(ctx.now.getTime() + stateLives_ms).toISOString()
    const subject = stateSubject(organisationId, userId)
    await tx.execute(
      sql`select issue_public_token(${stateHash(state)}, ${accountStateKind}, ${subject}::uuid,
        ${expiresAt})`,
    )
    return { result: { address }, trail: [{ subject: 'connection', subjectId: null }] }
  },
})
