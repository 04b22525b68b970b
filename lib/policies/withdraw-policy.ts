import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { policies } from '#db/schema/policies'
import { command } from '../command'
import { conflict } from '../core/errors'
import { withoutUnseenInLines } from '../core/unseen'
import { id } from '../ids'
import { ownPolicy } from './own-policy'

/**
 * Withdraws a policy of one's own: nobody is asked to follow it any more, here and in each region
 * and club below, and what was said to it stands. Throws `not_found`, and `conflict` where it was
 * withdrawn already.
 */
export const withdrawPolicy = command({
  name: 'policy.withdraw',
  permission: 'policy.write',
  input: z.object({
    policyId: id,
    why: z
      .string()
      .transform(withoutUnseenInLines)
      .pipe(
        z.string().trim().min(1, 'Say why, in a sentence.').max(500, 'Use at most 500 letters.'),
      ),
  }),
  async run(tx, ctx, { policyId, why }) {
    const policy = await ownPolicy(tx, ctx, policyId)
    if (policy.withdrawnAt) throw conflict('This policy was withdrawn already.')
    await tx
      .update(policies)
      .set({ withdrawnAt: ctx.now, withdrawnWhy: why })
      .where(eq(policies.id, policyId))
    await tx.execute(sql`select deliver_policy_end(${policyId}::uuid)`)
    return {
      result: undefined,
      trail: [{ subject: 'policy', subjectId: policyId, detail: { title: policy.title, why } }],
    }
  },
})
