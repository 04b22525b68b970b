import { sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import type { Context } from '../context'
import { sortWithin_ms } from '../core/coach-status'
import { freshFor_ms } from '../core/freshness'

const interval = (length_ms: number) => sql`make_interval(secs => ${length_ms / 1000})`

/** The moment, and how long what is known may be believed from when it was seen. */
const believed = ({ now }: Context) =>
  sql`${now.toISOString()}::timestamptz, ${interval(freshFor_ms)}, ${interval(sortWithin_ms)}`

/**
 * Writes the club's row in the tenancy of each body above it, from the club's own rows as this
 * transaction leaves them. To be the last thing that a transaction does. Returns how many readers
 * it reached; none where the organisation is no club with an affiliation in force.
 */
export async function deliverStatus(tx: Tx, ctx: Context): Promise<number> {
  const found = await tx.execute<{ reached: number }>(
    sql`select deliver_status(${believed(ctx)}) as reached`,
  )
  return found.rows[0]?.reached ?? 0
}

/**
 * The same for each club that these connections of the transaction's holder are shared with, or were
 * until now: what a club's coaches connect, sort, share or end is a part of how the club stands. Where
 * the holder is a club, it is that club. To be the last thing that a transaction does, once for all of
 * its connections.
 */
export async function deliverStatusOfClubs(
  tx: Tx,
  ctx: Context,
  connectionIds: readonly string[],
): Promise<void> {
  if (connectionIds.length === 0) return
  if (ctx.organisation.kind === 'club') {
    await deliverStatus(tx, ctx)
    return
  }
  const ids = sql.param([...connectionIds])
  await tx.execute(sql`select deliver_status_of_clubs(${ids}::uuid[], ${believed(ctx)})`)
}
