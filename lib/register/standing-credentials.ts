import { and, eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { credentials } from '#db/schema/register'
import type { Context } from '../context'
import { lockUntilCommit } from '../database/lock-until-commit'
import type { Credential } from './known-person'

/**
 * Somebody's credentials of a kind that are in force: one that is there and one that was asked for, at
 * most. Nobody else changes which until this transaction has ended.
 */
export async function standingCredentials(
  tx: Tx,
  ctx: Context,
  coachId: string,
  kind: Credential['kind'],
): Promise<Credential[]> {
  await lockUntilCommit(tx, `credential:${ctx.organisation.id}:${coachId}:${kind}`)
  return tx
    .select()
    .from(credentials)
    .where(
      and(
        eq(credentials.coachId, coachId),
        eq(credentials.kind, kind),
        eq(credentials.state, 'in_force'),
      ),
    )
}
