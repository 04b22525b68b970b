import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { sessions } from '#db/schema/meetings'
import { riskAlerts } from '#db/schema/zoom-events'
import { command } from '../command'
import type { Context } from '../context'
import { isOver } from '../core/session-time'
import { lockUntilCommit } from '../database/lock-until-commit'
import { id } from '../ids'
import { dueFinish } from '../jobs/due'
import { giveHints } from '../jobs/give-hints'
import type { Lease } from '../jobs/with-due'
import { hintNotices } from '../notices/written-notice'
import { notifyLinkPosted } from '../notices/notify-link-posted'
import { statusDue } from '../roll-ups/status-due'
import { openPostedPublicly, type Alert } from './open-posted-publicly'

const open = command({
  name: 'risk_alert.open',
  permission: 'audit.work',
  input: z.object({ alertId: id, token: id }),
  async run(tx, ctx, { alertId, token }) {
    await dueFinish(tx, 'open-alert', alertId, token, null)
    const [alert] = await tx.select().from(riskAlerts).where(eq(riskAlerts.id, alertId))
    const findingId =
      alert && (await isStillToCome(tx, ctx, alert))
        ? await openPostedPublicly(tx, ctx, alert)
        : null
    const notices = findingId ? await notifyLinkPosted(tx, ctx, findingId) : []
    const status = await statusDue(tx, ctx)
    const detail = { finding: findingId, notices: notices.length }
    return {
      result: { notices, status },
      trail: [{ subject: 'risk_alert', subjectId: alertId, detail }],
    }
  },
})

/**
 * Opens the most urgent finding there is, in the club whose session it is: Zoom found the session's
 * link in public. Its host and the welfare officers are told at once, at any hour. Needs nothing of
 * Zoom. Nothing is opened for a session that is over, or for an alert from before somebody said that
 * a new link is in use.
 */
export async function openAlert(ctx: Context, alertId: string, { token }: Lease): Promise<void> {
  const { notices, status } = await open(ctx, { alertId, token })
  await hintNotices(notices)
  await giveHints(status)
}

/** Waits for a judgement of the same connection, which may end the session. */
async function isStillToCome(tx: Tx, ctx: Context, alert: Alert): Promise<boolean> {
  await lockUntilCommit(tx, `judge:${alert.organisationId}:${alert.connectionId}`)
  const [session] = await tx.select().from(sessions).where(eq(sessions.id, alert.sessionId))
  return session !== undefined && session.endedAt === null && !isOver(session, ctx.now)
}
