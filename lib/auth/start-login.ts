import { randomBytes } from 'node:crypto'
import { and, desc, eq, inArray, lt } from 'drizzle-orm'
import { z } from 'zod'
import { inNoTenant } from '#db/tenant'
import { logins } from '#db/schema/identity'
import { command } from '../command'
import { notFound } from '../core/errors'
import { authPool } from '../database/pools'
import { namesOfUsers } from '../memberships/names-of-users'
import { contextFor } from '../server-context'
import type { AddedUser } from './add-user'
import { loginAdapter } from './login-adapter'
import { loginLife_ms } from './login-cookie'

const tokenBytes = 32

/** Devices on which one person is signed in; of more, the longest ago are signed out. */
export const loginsMax = 20

/** What the browser keeps, and whose it is. The token stands nowhere else. */
export type Login = { token: string; expires: Date; email: string }

/** A login for somebody who has just shown that an address is theirs, with a line in their own trail. */
export async function startLogin(
  { userId, organisationId }: Pick<AddedUser, 'userId' | 'organisationId'>,
  now: Date,
): Promise<Login> {
  const named = (await namesOfUsers([userId])).get(userId)
  if (!named) throw notFound()
  const ctx = await contextFor(organisationId, { kind: 'user', userId, ...named }, 'server', now)
  return { ...(await start(ctx, { userId })), email: named.email }
}

const start = command({
  name: 'login.start',
  permission: 'login.start',
  input: z.object({ userId: z.uuid() }),
  async run(_tx, ctx, { userId }) {
    const token = randomBytes(tokenBytes).toString('base64url')
    const expires = new Date(ctx.now.getTime() + loginLife_ms)
    await forgetOld(userId, ctx.now)
    await loginAdapter().createSession({ sessionToken: token, userId, expires })
    return { result: { token, expires }, trail: [{ subject: 'login', subjectId: userId }] }
  },
})

async function forgetOld(userId: string, now: Date): Promise<void> {
  await inNoTenant(authPool(), async (tx) => {
    const own = eq(logins.userId, userId)
    await tx.delete(logins).where(and(own, lt(logins.expires, now)))
    const beyond = tx
      .select({ token: logins.sessionToken })
      .from(logins)
      .where(own)
      .orderBy(desc(logins.createdAt))
      .offset(loginsMax - 1)
    await tx.delete(logins).where(inArray(logins.sessionToken, beyond))
  })
}
