import { sql } from 'drizzle-orm'
import { inNoTenant, type Tx } from '#db/tenant'
import { attempts } from '#db/schema/identity'
import { AppError } from '../core/errors'
import { windowStart, type Limit } from '../core/sign-in-limits'
import { authPool } from '../database/pools'
import { logSecurity } from '../log-security'

/**
 * Counts one attempt, whatever comes of it. Throws `too_many_attempts` with `refusal` once the
 * limit's number was reached in this window. `what` names nobody: it is kept, and logged.
 */
export async function countAttempt(
  what: string,
  limit: Limit,
  now: Date,
  refusal: string,
): Promise<void> {
  if (await isWithin(what, limit, now)) return
  logSecurity('limit_used_up', { what })
  throw new AppError('too_many_attempts', refusal)
}

/** The same, and says instead whether it was within the limit. */
export async function isWithin(what: string, limit: Limit, now: Date): Promise<boolean> {
  const count = await inNoTenant(authPool(), (tx) => addOne(tx, what, windowStart(limit, now)))
  return count <= limit.count
}

/** One more of `what`; returns how many there are now. Of several at once, each has its own number. */
export async function addOne(tx: Tx, what: string, windowStartsAt: Date): Promise<number> {
  const [row] = await tx
    .insert(attempts)
    .values({ what, windowStartsAt, count: 1 })
    .onConflictDoUpdate({
      target: [attempts.what, attempts.windowStartsAt],
      set: { count: sql`${attempts.count} + 1` },
    })
    .returning({ count: attempts.count })
  return row?.count ?? 1
}
