import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { signOffOrigins } from '#db/schema/sign-offs'
import { command } from '../command'
import type { Context } from '../context'
import { id } from '../ids'
import { dueFinish } from '../jobs/due'
import type { Lease } from '../jobs/with-due'

const erase = command({
  name: 'sign_off.erase_origin',
  permission: 'sign_off.work',
  input: z.object({ signOffId: id, token: id }),
  async run(tx, ctx, { signOffId, token }) {
    const [origin] = await tx.select().from(signOffOrigins).where(eq(signOffOrigins.id, signOffId))
    const isDue = origin !== undefined && origin.deleteAfter <= ctx.now
    if (isDue) await tx.delete(signOffOrigins).where(eq(signOffOrigins.id, signOffId))
    const next = origin && !isDue ? origin.deleteAfter : null
    await dueFinish(tx, 'erase-origin', signOffId, token, next)
    const detail = { erased: isDue }
    return {
      result: undefined,
      trail: [{ subject: 'sign_off', subjectId: signOffId, detail }],
    }
  },
})

/** Erases from where somebody signed, once its time is over. The sign-off itself stays. */
export const eraseOrigin = (
  ctx: Context,
  signOffId: string,
  { token }: Pick<Lease, 'token'>,
): Promise<void> => erase(ctx, { signOffId, token })
