import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { command } from '../command'
import { actorUserId } from '../context'
import { stateHash } from '../zoom-connections/oauth-state'
import { stateExpired } from '../zoom-connections/spend-state'
import { accountStateKind, stateSubject } from './account-state'
import { onlyClubs } from './only-clubs'

/**
 * Uses up the state that came back from Zoom. Throws `expired` where it was not issued to this user
 * for this club, was used before, or is older than ten minutes.
 */
export const spendAccountState = command({
  name: 'account_connection.answer',
  permission: 'account_connection.change',
  input: z.object({ state: z.string().max(200) }),
  async run(tx, ctx, { state }) {
    onlyClubs(ctx)
    const hash = stateHash(state)
    const userId = actorUserId(ctx)
    const issued = await tx.execute<{ organisation_id: string; subject_id: string }>(
      sql`select organisation_id, subject_id from find_public_token(${hash}, ${accountStateKind})`,
    )
    const mine = userId ? stateSubject(ctx.organisation.id, userId) : null
    if (issued.rows[0]?.subject_id !== mine) throw stateExpired()
    const rows = await tx.execute<{ used: boolean }>(
      sql`select use_public_token(${hash}, ${accountStateKind}, ${ctx.now.toISOString()}) as used`,
    )
    if (!rows.rows[0]?.used) throw stateExpired()
    return { result: undefined, trail: [{ subject: 'connection', subjectId: null }] }
  },
})
