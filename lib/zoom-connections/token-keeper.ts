import type { Context } from '../context'
import { systemPool } from '../database/pools'

/** Whose tokens a connection of this holder, without any of its own, is read with, or null. */
export async function tokenKeeper(
  ctx: Context,
  connectionId: string,
): Promise<{ organisationId: string; connectionId: string } | null> {
  const found = await systemPool().query<{ organisation_id: string; connection_id: string }>(
    'select organisation_id, connection_id from token_keeper($1, $2)',
    [ctx.organisation.id, connectionId],
  )
  const [row] = found.rows
  return row ? { organisationId: row.organisation_id, connectionId: row.connection_id } : null
}
