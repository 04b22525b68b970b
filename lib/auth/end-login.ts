import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { inNoTenant } from '#db/tenant'
import { logins } from '#db/schema/identity'
import { command } from '../command'
import { actorUserId } from '../context'
import { notFound } from '../core/errors'
import { authPool } from '../database/pools'
import { signOut } from './next-auth'

/**
 * Ends the login of this request, or with `everywhere` those on every device, and takes it out of
 * the browser. Asked in one's own record.
 */
export const endLogin = command({
  name: 'login.end',
  permission: 'login.end',
  input: z.object({ everywhere: z.boolean() }),
  async run(_tx, ctx, { everywhere }) {
    const userId = actorUserId(ctx)
    if (!userId) throw notFound()
    if (everywhere) {
      await inNoTenant(authPool(), (tx) => tx.delete(logins).where(eq(logins.userId, userId)))
    }
    await signOut({ redirect: false })
    const detail = { everywhere }
    return { result: undefined, trail: [{ subject: 'login', subjectId: userId, detail }] }
  },
})
