import { sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'

/** Waits until no other transaction holds `what`, then holds it until this one ends. */
export async function lockUntilCommit(tx: Tx, what: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${what}, 0))`)
}
