import { sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import type { Context } from '../context'
import { freshFor_ms } from '../core/freshness'
import { lockUntilCommit } from '../database/lock-until-commit'

/**
 * Writes the club's row in the tenancy of each body above it, from the club's own rows as this
 * transaction leaves them. To be the last thing that a transaction does. Returns how many readers
 * it reached; none where the organisation is no club with an affiliation in force.
 */
export async function deliverStatus(tx: Tx, ctx: Context): Promise<number> {
  // Two transactions that count at once would each miss the other's change, and the later one
  // would leave its count standing: so the second counts when the first has committed.
  await lockUntilCommit(tx, `status:${ctx.organisation.id}`)
  const found = await tx.execute<{ reached: number }>(
    sql`select deliver_status(${ctx.now.toISOString()}, make_interval(secs => ${freshFor_ms / 1000}))
      as reached`,
  )
  return found.rows[0]?.reached ?? 0
}
