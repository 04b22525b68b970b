import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { notices } from '#db/schema/notices'
import { command } from '../command'
import { id } from '../ids'
import { dueFinish, dueRemove } from '../jobs/due'
import { outcome } from './settle-notice'

/**
 * Writes what became of a digest: of what was in the mail, and that the rest of it was not needed.
 * Each once, whoever else tries; throws `conflict` where the lease was lost.
 */
export const settleDigest = command({
  name: 'digest.settle',
  permission: 'notice.work',
  input: z.object({ digestId: id, token: id, attempts: z.int(), sentIds: z.array(id), outcome }),
  async run(tx, ctx, { digestId, token, attempts, sentIds, outcome: became }) {
    await dueFinish(tx, 'send-notice', digestId, token, null)
    const ofIt = and(eq(notices.digestId, digestId), eq(notices.state, 'waiting'))
    const settled = { attempts, settledAt: ctx.now }
    const sent =
      sentIds.length === 0
        ? []
        : await tx
            .update(notices)
            .set({ ...became, ...settled })
            .where(and(ofIt, inArray(notices.id, sentIds)))
            .returning({ id: notices.id })
    const rest = await tx
      .update(notices)
      .set({ state: 'not_needed', digestId: null, ...settled })
      .where(ofIt)
      .returning({ id: notices.id })
    for (const each of [...sent, ...rest]) {
      if (each.id !== digestId) await dueRemove(tx, 'send-notice', each.id)
    }
    const detail = { sent: sent.length, not_needed: rest.length, attempts }
    const action = `digest.${became.state}`
    return {
      result: undefined,
      trail: [{ subject: 'notice', subjectId: digestId, detail, action }],
    }
  },
})
