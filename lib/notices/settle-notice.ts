import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { notices } from '#db/schema/notices'
import { command } from '../command'
import { conflict } from '../core/errors'
import { noticeFailures } from '../core/notices/failures'
import { id } from '../ids'
import { dueFinish } from '../jobs/due'
import { noticeStands } from './notice-stands'

/** What became of what was to be sent. */
export const outcome = z.discriminatedUnion('state', [
  z.object({ state: z.literal('sent'), messageId: z.string() }),
  z.object({ state: z.literal('not_needed') }),
  z.object({
    state: z.literal('failed'),
    failure: z.enum(noticeFailures),
  }),
])

export type Outcome = z.output<typeof outcome>

/**
 * Writes what became of a notice and ends what was due, in one transaction: once, whoever else
 * tries. Throws `conflict` where the lease was lost, and where something that was not needed has
 * come to be needed again since it was looked at.
 */
export const settleNotice = command({
  name: 'notice.settle',
  permission: 'notice.work',
  input: z.object({ noticeId: id, token: id, attempts: z.int(), outcome }),
  async run(tx, ctx, { noticeId, token, attempts, outcome: became }) {
    await dueFinish(tx, 'send-notice', noticeId, token, null)
    // A delivery that finds it waiting writes nothing and relies on it; it waits for this lock.
    const waiting = and(eq(notices.id, noticeId), eq(notices.state, 'waiting'))
    const [held] = await tx.select({ id: notices.id }).from(notices).where(waiting).for('update')
    if (held && became.state === 'not_needed' && (await noticeStands(tx, ctx, noticeId))) {
      throw conflict('It is needed after all.')
    }
    const settled = { ...became, attempts, settledAt: ctx.now }
    const changed = await tx.update(notices).set(settled).where(waiting).returning()
    const detail = { kind: changed[0]?.kind ?? null, attempts }
    const action = `notice.${changed[0] ? became.state : 'settled_already'}`
    return {
      result: undefined,
      trail: [{ subject: 'notice', subjectId: noticeId, detail, action }],
    }
  },
})
