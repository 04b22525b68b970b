import { and, desc, eq, gt } from 'drizzle-orm'
import { z } from 'zod'
import { inNoTenant } from '#db/tenant'
import { logins } from '#db/schema/identity'
import { actorUserId, type Context } from '../context'
import { notFound } from '../core/errors'
import { loginIdle_ms } from '../core/sign-in-limits'
import { authPool } from '../database/pools'
import { query } from '../query'
import { loginOfRequest } from './login-of-request'

/** A device on which one is signed in. Nothing is kept of what kind it is. */
export type ListedLogin = { createdAt: Date; lastUsedAt: Date; isHere: boolean }

const whoseLogins = query({
  permission: 'login.end',
  input: z.object({}),
  run: (_tx, ctx) => Promise.resolve(actorUserId(ctx)),
})

/** One's own logins that are in force, the last used first. Asked in one's own record. */
export async function listLogins(ctx: Context): Promise<ListedLogin[]> {
  const userId = await whoseLogins(ctx, {})
  if (!userId) throw notFound()
  const here = await loginOfRequest()
  const rows = await inNoTenant(authPool(), (tx) =>
    tx
      .select({
        createdAt: logins.createdAt,
        lastUsedAt: logins.lastUsedAt,
        expires: logins.expires,
      })
      .from(logins)
      .where(
        and(
          eq(logins.userId, userId),
          gt(logins.expires, ctx.now),
          gt(logins.lastUsedAt, new Date(ctx.now.getTime() - loginIdle_ms)),
        ),
      )
      .orderBy(desc(logins.lastUsedAt)),
  )
  return rows.map(({ expires, ...login }) => ({
    ...login,
    isHere: expires.getTime() === here.expires.getTime(),
  }))
}
