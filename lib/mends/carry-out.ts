import { zoomAccess } from '../audits/zoom-access'
import type { Context } from '../context'
import { AppError } from '../core/errors'
import { mendPatience_ms } from '../core/mends/states'
import { runningClock } from '../jobs/running-clock'
import type { Lease } from '../jobs/with-due'
import { zoomClient } from '../zoom/client'
import { accountBudget } from '../zoom-budgets/account-budget'
import { takeChange } from '../zoom-budgets/take-change'
import { markSent, settleMend, type CameTo } from './settle-mend'
import { readConfirmed, type ConfirmedMend } from './read-confirmed'
import { sendChanges, stillThere } from './send-changes'

/**
 * Carries out one mend that its person confirmed: looks once more whether Zoom has what they were
 * shown, takes the change out of the day's budget, sends it, once, and asks for the check that says
 * what came of it. What cannot be begun now is tried again for a few minutes (`unavailable`), and
 * never later: they may have done it themselves by then.
 */
export async function carryOut(ctx: Context, mendId: string, lease: Lease): Promise<void> {
  const clock = runningClock(ctx)
  const settle = (came: CameTo) =>
    settleMend({ ...ctx, now: clock() }, { mendId, token: lease.token, ...came })
  const confirmed = await readConfirmed(ctx, { mendId })
  if (!confirmed) return settle({ state: 'done_already' })
  const { mend, zoomUserId, zoomMeetingId, mayChange } = confirmed
  // A server stopped after it was sent, or while it was: Zoom may have it or not.
  if (mend.state === 'sent') return settle({ state: 'unclear' })
  if (!mayChange || isLate(confirmed, ctx)) return settle({ state: 'abandoned' })
  const access = zoomAccess(ctx, mend.connectionId, clock)
  const client = zoomClient(access, accountBudget(mend.connectionId))
  const there = await stillThere(client, mend, zoomMeetingId, clock)
  if (there === 'different') return settle({ state: 'outdated' })
  if (there !== 'same') {
    if (there.reason === 'zoom_down' && !lease.isLast) throw notNow()
    return settle({ state: 'refused', refusal: there.reason })
  }
  for (let taken = 0; taken < mend.requests; taken += 1) {
    if ((await takeChange(zoomUserId)) === 'tomorrow') return settle({ state: 'over_budget' })
  }
  await markSent({ ...ctx, now: clock() }, { mendId })
  return settle(await sendChanges(client, mend, zoomMeetingId))
}

const isLate = ({ mend }: ConfirmedMend, { now }: Context) =>
  now.getTime() - mend.confirmedAt.getTime() > mendPatience_ms

const notNow = () => new AppError('unavailable', 'Zoom did not answer. Nothing was changed.')
