import { eq } from 'drizzle-orm'
import { inNoTenant } from '#db/tenant'
import { logins } from '#db/schema/identity'
import { minute_ms } from '../core/durations'
import { loginIdle_ms } from '../core/sign-in-limits'
import { authPool } from '../database/pools'

/** Noted so often and no oftener: a page that is read should not write each time. */
const noted_ms = 10 * minute_ms

/**
 * Notes that the login with this hash is used, and says that it is in force; one that nobody used
 * for too long ends instead.
 */
export async function stillUsed(hash: string, now: Date): Promise<boolean> {
  return inNoTenant(authPool(), async (tx) => {
    const own = eq(logins.sessionToken, hash)
    const [login] = await tx.select({ lastUsedAt: logins.lastUsedAt }).from(logins).where(own)
    if (!login) return false
    const idle_ms = now.getTime() - login.lastUsedAt.getTime()
    if (idle_ms > loginIdle_ms) {
      await tx.delete(logins).where(own)
      return false
    }
    if (idle_ms > noted_ms) await tx.update(logins).set({ lastUsedAt: now }).where(own)
    return true
  })
}
