import type { Context } from '../context'
import { minute_ms } from '../core/durations'
import { AppError } from '../core/errors'
import type { Hint } from '../jobs/enqueue'
import { giveHints } from '../jobs/give-hints'
import { runningClock } from '../jobs/running-clock'
import type { Lease } from '../jobs/with-due'
import { askAccount } from './ask-account'
import { askClubAccount } from './ask-club-account'
import { beginAudit } from './begin-audit'
import { finishAudit } from './finish-audit'
import { putOffAudit } from './put-off-audit'
import { trackProgress } from './track-progress'

/** What is put off for longer than this is left to the sweep. */
const hinted_max_ms = minute_ms

/**
 * Makes one audit: takes it in hand, reads Zoom outside any transaction, and ends it with what was
 * read in one transaction that also delivers it to the clubs. Where Zoom may not be asked before a
 * certain time, the audit is put off to it. Where Zoom is down, and this is not the last attempt,
 * throws `unavailable` and writes nothing, to be tried again; at the last, it ends with what there is.
 */
export async function readAccount(ctx: Context, auditId: string, lease: Lease): Promise<void> {
  const { token } = lease
  const begun = await beginAudit(ctx, { auditId, token })
  if (!begun) return
  const clock = runningClock(ctx)
  const progress = trackProgress(ctx, auditId, begun.isWatched)
  const gathered = begun.account
    ? await askClubAccount(ctx, begun, begun.account, progress, clock)
    : await askAccount(ctx, begun, progress, clock)
  const steps = await progress.settle()
  if (gathered.putOffTo) {
    const until = gathered.putOffTo
    await putOffAudit({ ...ctx, now: clock() }, { auditId, token, until })
    const isSoon = until.getTime() - clock().getTime() <= hinted_max_ms
    return isSoon ? giveHints([{ ...readHint(ctx, auditId), at: until }]) : undefined
  }
  if (gathered.isWorthRetrying && !lease.isLast) {
    throw new AppError('unavailable', 'Zoom did not answer everything that was asked.')
  }
  const finished = await finishAudit({ ...ctx, now: clock() }, { auditId, token, gathered, steps })
  const judge = finished.clubIds.map((organisationId): Hint => ({
    ...{ kind: 'judge-club', organisationId, subjectId: auditId },
    byClock: begun.isScheduled,
  }))
  const follow = finished.followingId ? [readHint(ctx, finished.followingId)] : []
  await giveHints([...judge, ...follow, ...finished.hints])
}

const readHint = (ctx: Context, auditId: string): Hint => ({
  kind: 'read-account',
  organisationId: ctx.organisation.id,
  subjectId: auditId,
})
