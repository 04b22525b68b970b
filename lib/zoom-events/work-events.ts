import { z } from 'zod'
import type { OnlyMeetings } from '../audits/only-meetings'
import { readAgain } from '../audits/read-again'
import { command } from '../command'
import type { Context } from '../context'
import { id } from '../ids'
import { dueAdd, dueFinish } from '../jobs/due'
import type { Hint } from '../jobs/enqueue'
import { giveHints } from '../jobs/give-hints'
import type { Lease } from '../jobs/with-due'
import { notifyLinkOfNoSession } from '../notices/notify-link-of-no-session'
import { hintNotices } from '../notices/written-notice'
import { deliverRiskAlerts } from '../risk-alerts/deliver-risk-alerts'
import { actOn, type Outcome } from './act-on'
import { events_max, forgetOld, markWorked, waitingEvents } from './waiting-events'

const work = command({
  name: 'zoom_events.work',
  permission: 'connection.work',
  input: z.object({ connectionId: id, token: id }),
  async run(tx, ctx, { connectionId, token }) {
    // First, since it waits for a delivery that is being stored: what comes later is due anew.
    await dueFinish(tx, 'work-events', connectionId, token, null)
    const events = await waitingEvents(tx, connectionId)
    const outcomes: Outcome[] = []
    for (const event of events) outcomes.push(await actOn(tx, ctx, connectionId, event))
    const has = (kind: Outcome['kind']) => outcomes.some((outcome) => outcome.kind === kind)
    const isUrgent = has('read_now') || has('alert')
    const told = outcomes.flatMap((outcome) => ('only' in outcome ? [outcome.only] : []))
    const reads = !has('ended') && told.length > 0
    const only = allOf(told)
    const auditId = reads ? await readAgain(tx, ctx, connectionId, { only, isUrgent }) : null
    const alerts = has('alert') ? await deliverRiskAlerts(tx, ctx, connectionId) : []
    const notices = outcomes.flatMap((each) => (each.kind === 'ended' ? each.notices : []))
    if (has('alert')) notices.push(...(await notifyLinkOfNoSession(tx, ctx, connectionId)))
    const ended = outcomes.flatMap((each) => (each.kind === 'ended' ? each.entries : []))
    await markWorked(tx, ctx, events)
    await forgetOld(tx, ctx, connectionId)
    if (events.length === events_max) await dueAdd(tx, 'work-events', connectionId, ctx.now)
    const detail = {
      events: events.map(({ event }) => event),
      audit: auditId,
      alerts: alerts.map(({ alertId }) => alertId),
      reads,
      meetings: reads ? only : [],
      ended: has('ended'),
    }
    return {
      result: { auditId, alerts, notices },
      trail: [{ subject: 'connection', subjectId: connectionId, detail }, ...ended],
    }
  },
})

/** The meetings that all of them are about; null where any is about the whole account. */
const allOf = (told: readonly OnlyMeetings[]): OnlyMeetings =>
  told.some((only) => only === null) ? null : [...new Set(told.flatMap((only) => only ?? []))]

/**
 * Does what Zoom's events about a connection ask for, in the order in which they happened: reads the
 * account again (once for all of them), asks about a meeting that no list has, ends the connection,
 * or hands an alert to the clubs whose session it is about, and where it is nobody's, tells whose Zoom
 * account it is. Whatever of it was done already is not done again.
 */
export async function workEvents(
  ctx: Context,
  connectionId: string,
  { token }: Lease,
): Promise<void> {
  const { auditId, alerts, notices } = await work(ctx, { connectionId, token })
  const hints = alerts.map(({ clubId, alertId }): Hint => ({
    kind: 'open-alert',
    organisationId: clubId,
    subjectId: alertId,
  }))
  if (auditId) {
    hints.push({ kind: 'read-account', organisationId: ctx.organisation.id, subjectId: auditId })
  }
  await giveHints(hints)
  await hintNotices(notices)
}
