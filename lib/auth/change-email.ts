import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { inNoTenant, type Tx } from '#db/tenant'
import { userEmails, users } from '#db/schema/identity'
import { command } from '../command'
import type { Context } from '../context'
import { emailAddress } from '../core/email'
import { conflict, notFound } from '../core/errors'
import { authPool } from '../database/pools'
import { logSecurity } from '../log-security'
import { countTyped } from './count-asked'
import { mailOldAddress } from './mail-code'
import { tryCode } from './mailed-secrets'
import { changeHash } from './sign-in-secrets'
import { codeRefusal, typedCode } from './typed-code-refusal'

const input = z.object({ email: emailAddress, code: typedCode })

/**
 * From now on one signs in with the address to which `issueChangeCode` mailed this code, and no
 * longer with the one before, which is told. Throws `invalid_input` where the code is wrong,
 * `expired`, `too_many_attempts`, and `conflict` where somebody else signs in with the address.
 */
export async function changeEmail(
  me: Context,
  given: z.input<typeof input>,
  network: string,
): Promise<void> {
  await countTyped(network, me.now)
  await change(me, given)
  if (me.actor.kind === 'user') await mailOldAddress(me.actor.email)
}

const change = command({
  name: 'person.change_email',
  permission: 'person.change',
  input,
  async run(_tx, ctx, { email, code }) {
    if (ctx.actor.kind !== 'user') throw notFound()
    const { userId } = ctx.actor
    // A refusal is thrown outside of this transaction: inside, the count would be lost with it.
    const tried = await inNoTenant(authPool(), async (auth) => {
      const hash = changeHash(userId, email, code)
      const result = await tryCode(auth, email, hash, ctx.now)
      return result === 'right' ? await move(auth, userId, email, ctx.now) : result
    })
    if (tried === 'taken') {
      throw conflict('Somebody signs in with this address already. Sign out, and sign in with it.')
    }
    if (tried !== 'moved') {
      logSecurity('wrong_code', { userId })
      throw codeRefusal(tried, 'Ask for a new code.')
    }
    return { result: undefined, trail: [{ subject: 'person', subjectId: userId }] }
  },
})

async function move(auth: Tx, userId: string, email: string, now: Date) {
  const [owner] = await auth.select().from(userEmails).where(eq(userEmails.email, email))
  if (owner && owner.userId !== userId) return 'taken'
  await auth.delete(userEmails).where(eq(userEmails.userId, userId))
  await auth.insert(userEmails).values({ email, userId, verifiedAt: now })
  await auth.update(users).set({ email, emailVerified: now }).where(eq(users.id, userId))
  return 'moved'
}
