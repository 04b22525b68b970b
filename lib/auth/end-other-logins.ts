import { and, eq, ne } from 'drizzle-orm'
import { z } from 'zod'
import { inNoTenant } from '#db/tenant'
import { logins } from '#db/schema/identity'
import { command } from '../command'
import { actorUserId } from '../context'
import { notFound } from '../core/errors'
import { authPool } from '../database/pools'
import { loginOfRequest } from './login-of-request'

/** Ends one's logins on every device but this one. Asked in one's own record. */
export const endOtherLogins = command({
  name: 'login.end_others',
  permission: 'login.end',
  input: z.object({}),
  async run(_tx, ctx) {
    const userId = actorUserId(ctx)
    if (!userId) throw notFound()
    const { expires } = await loginOfRequest()
    const others = and(eq(logins.userId, userId), ne(logins.expires, expires))
    const ended = await inNoTenant(authPool(), (tx) =>
      tx.delete(logins).where(others).returning({ at: logins.createdAt }),
    )
    const detail = { ended: ended.length }
    return {
      result: { ended: ended.length },
      trail: [{ subject: 'login', subjectId: userId, detail }],
    }
  },
})
