import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { mends } from '#db/schema/mends'
import { readAgain } from '../audits/read-again'
import { command } from '../command'
import type { Context } from '../context'
import { conflict } from '../core/errors'
import { couldNotCheckReasons } from '../core/readings'
import { id } from '../ids'
import { dueFinish } from '../jobs/due'
import { enqueue } from '../jobs/enqueue'
import { mayChangeNow } from './may-change-now'
import { notifyChangedForCoach } from '../notices/notify-changed-for-coach'
import { hintNotices } from '../notices/written-notice'
import { moveMend } from './move-mend'

/**
 * Written before Zoom is asked: whoever finds it so does not ask Zoom again. Throws `conflict` where
 * the person took back that it may be changed, since the mend was looked at; who looks again sees it.
 */
export const markSent = command({
  name: 'mend.send',
  permission: 'mend.work',
  input: z.object({ mendId: id }),
  async run(tx, ctx, { mendId }) {
    const { mend, entry } = await moveMend(tx, ctx, mendId, 'sent', { sentAt: ctx.now })
    if (!(await mayChangeNow(tx, mend))) throw conflict('This was taken back a moment ago.')
    return { result: undefined, trail: [entry] }
  },
})

/** What carrying out a mend came to. `done_already`: there was nothing left to carry out. */
const cameTo = z.object({
  state: z.enum([
    ...(['accepted', 'unclear', 'refused', 'outdated', 'over_budget', 'abandoned'] as const),
    'done_already',
  ]),
  refusal: z.enum(couldNotCheckReasons).optional(),
})

export type CameTo = z.output<typeof cameTo>

const settle = command({
  name: 'mend.settle',
  permission: 'mend.work',
  input: cameTo.extend({ mendId: id, token: id }),
  async run(tx, ctx, { mendId, token, state, refusal }) {
    await dueFinish(tx, 'make-mend', mendId, token, null)
    if (state === 'done_already') {
      return {
        result: { auditId: null, notices: [] },
        trail: [{ subject: 'mend', subjectId: mendId }],
      }
    }
    const isWaiting = isWaitingState(state)
    const facts = settledFacts(ctx, state, refusal)
    const { mend, entry } = await moveMend(tx, ctx, mendId, state, facts)
    // Where Zoom has something new, or other than we knew, it is read.
    const isRead = isWaiting || state === 'outdated'
    const auditId = isRead ? await readAgain(tx, ctx, mend.connectionId, null) : null
    // That check has not begun to read before now, even where it begins in this very moment.
    if (isWaiting && auditId) await tx.update(mends).set({ auditId }).where(eq(mends.id, mendId))
    const notices = isWaiting ? await notifyChangedForCoach(tx, ctx, [mendId]) : []
    return { result: { auditId, notices }, trail: [entry] }
  },
})

/** Writes what carrying out a mend of a run came to. The check that reads it is the run's. */
export const settleInRun = command({
  name: 'mend.settle',
  permission: 'mend.work',
  input: cameTo.extend({ mendId: id }),
  async run(tx, ctx, { mendId, state, refusal }) {
    if (state === 'done_already') throw conflict()
    const { entry } = await moveMend(tx, ctx, mendId, state, settledFacts(ctx, state, refusal))
    return { result: undefined, trail: [entry] }
  },
})

function settledFacts(ctx: Context, state: CameTo['state'], refusal: CameTo['refusal']) {
  return {
    ...(isWaitingState(state) ? { answeredAt: ctx.now } : { settledAt: ctx.now }),
    ...(refusal === undefined ? {} : { refusal }),
  }
}

const isWaitingState = (state: CameTo['state']) => state === 'accepted' || state === 'unclear'

/** Ends the carrying out of a mend, and gives a hint at the check that follows it. */
export async function settleMend(
  ctx: Context,
  came: CameTo & { mendId: string; token: string },
): Promise<void> {
  const { auditId, notices } = await settle(ctx, came)
  if (auditId) await enqueue('read-account', ctx.organisation.id, auditId)
  await hintNotices(notices)
}
