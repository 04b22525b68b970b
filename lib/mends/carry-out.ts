import { zoomAccess } from '../audits/zoom-access'
import type { Context } from '../context'
import { AppError } from '../core/errors'
import { mendPatience_ms } from '../core/mends/states'
import { runningClock } from '../jobs/running-clock'
import type { Lease } from '../jobs/with-due'
import { zoomClient, type ZoomWriter } from '../zoom/client'
import { accountBudget } from '../zoom-budgets/account-budget'
import { takeChange } from '../zoom-budgets/take-change'
import { markSent, settleMend, type CameTo } from './settle-mend'
import { readConfirmed, type ConfirmedMend } from './read-confirmed'
import { sendChanges, stillThere } from './send-changes'

/**
 * Carries out one mend that its person confirmed, and asks for the check that says what came of it.
 * What cannot be begun now is tried again for a few minutes (`unavailable`), and never later: they
 * may have done it themselves by then.
 */
export async function carryOut(ctx: Context, mendId: string, lease: Lease): Promise<void> {
  const clock = runningClock(ctx)
  const confirmed = await readConfirmed(ctx, { mendId })
  const came: CameTo = confirmed
    ? await tryMend(ctx, confirmed, {
        client: mendingClient(ctx, confirmed, clock),
        clock,
        ...lease,
      })
    : { state: 'done_already' }
  await settleMend({ ...ctx, now: clock() }, { mendId, token: lease.token, ...came })
}

/** Asks Zoom for a mend's connection, within its account's budget. */
export const mendingClient = (
  ctx: Context,
  { mend }: Pick<ConfirmedMend, 'mend'>,
  clock: () => Date,
): ZoomWriter =>
  zoomClient(zoomAccess(ctx, mend.connectionId, clock), accountBudget(mend.connectionId))

type Trying = {
  readonly client: ZoomWriter
  /** The context's clock, going on. */
  readonly clock: () => Date
  readonly isLast: boolean
}

/**
 * Looks once more whether Zoom has what the person was shown, takes the change out of the day's
 * budget, and sends it, once. Throws `unavailable` where Zoom does not answer and it can be tried
 * again, `conflict` where it was taken back a moment ago.
 */
export async function tryMend(
  ctx: Context,
  confirmed: ConfirmedMend,
  { client, clock, isLast }: Trying,
): Promise<CameTo> {
  const { mend, zoomUserId, mayChange } = confirmed
  // A server stopped after it was sent, or while it was: Zoom may have it or not.
  if (mend.state === 'sent') return { state: 'unclear' }
  if (!mayChange || isLate(confirmed, clock())) return { state: 'abandoned' }
  const there = await stillThere(client, confirmed, clock)
  if (there === 'different') return { state: 'outdated' }
  if (there !== 'same') {
    if (there.reason === 'zoom_down' && !isLast) throw notNow()
    return { state: 'refused', refusal: there.reason }
  }
  for (let taken = 0; taken < mend.requests; taken += 1) {
    if ((await takeChange(zoomUserId)) === 'tomorrow') return { state: 'over_budget' }
  }
  await markSent({ ...ctx, now: clock() }, { mendId: mend.id })
  return sendChanges(client, confirmed)
}

const isLate = ({ mend }: ConfirmedMend, now: Date) =>
  now.getTime() - mend.confirmedAt.getTime() > mendPatience_ms

const notNow = () => new AppError('unavailable', 'Zoom did not answer. Nothing was changed.')
