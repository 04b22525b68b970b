import { sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'

/**
 * Takes the names of a connection's meetings out of what clubs have of them, now and in the past: of
 * `no_sessions`, which are no session of that club any more, or of `all`, and then out of the holder's
 * own record as well. To be called by the holder, after what its sessions are was written.
 */
export async function eraseNames(
  tx: Tx,
  connectionId: string,
  which: 'no_sessions' | 'all',
): Promise<void> {
  await tx.execute(sql`select erase_names(${connectionId}::uuid, ${which === 'all'})`)
}
