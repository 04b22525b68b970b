import { and, eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { findingEvents, findings } from '#db/schema/results'
import type { riskAlerts } from '#db/schema/zoom-events'
import type { Context } from '../context'
import { postedPublicly } from '../core/controls/posted-publicly'
import { formatDateTime } from '../core/dates'
import { recordVerdict } from '../findings/record-results'
import type { Verdict } from '../findings/verdict'
import { newId } from '../ids'
import { alertBasis } from './alert-basis'

export type Alert = typeof riskAlerts.$inferSelect
type Finding = typeof findings.$inferSelect

/** The finding, open; null for an alert that is older than what closed it. */
export async function openPostedPublicly(
  tx: Tx,
  ctx: Context,
  alert: Alert,
): Promise<string | null> {
  const stood = await standing(tx, alert.sessionId)
  if (stood?.closedAt && stood.closedAt >= alert.alertedAt) return null
  if (stood?.state === 'open') {
    await seeAgain(tx, stood, alert)
    return stood.id
  }
  const because = becauseOf(alert)
  const findingId = stood?.id ?? newId()
  await writeFinding(tx, ctx, alert, { id: findingId, because, stood })
  await tx.insert(findingEvents).values({
    organisationId: ctx.organisation.id,
    id: newId(),
    findingId,
    event: stood ? 'reopened' : 'opened',
    because,
    at: alert.alertedAt,
  })
  const basis = await alertBasis(tx, ctx, alert, alert.alertedAt)
  await recordVerdict(tx, ctx, basis, verdictOf(alert.sessionId, because), { alert: alert.id })
  return findingId
}

/** The finding on a session's link, whatever became of it. */
async function standing(tx: Tx, sessionId: string): Promise<Finding | undefined> {
  const [found] = await tx
    .select()
    .from(findings)
    .where(
      and(
        eq(findings.subjectKind, 'meeting'),
        eq(findings.subjectId, sessionId),
        eq(findings.control, postedPublicly.id),
      ),
    )
    .for('update')
  return found
}

/** One more post of the same link. Deliveries come in any order: the last that happened counts. */
async function seeAgain(tx: Tx, stood: Finding, alert: Alert): Promise<void> {
  if (stood.lastSeenAt >= alert.alertedAt) return
  await tx
    .update(findings)
    .set({ lastSeenAt: alert.alertedAt, because: becauseOf(alert) })
    .where(eq(findings.id, stood.id))
}

async function writeFinding(
  tx: Tx,
  ctx: Context,
  { sessionId, coachId, alertedAt }: Alert,
  { id, because, stood }: { id: string; because: string; stood: Finding | undefined },
): Promise<void> {
  const now = {
    coachId,
    control: postedPublicly.id,
    controlVersion: postedPublicly.version,
    level: postedPublicly.level,
    state: 'open' as const,
    because,
    openedAt: alertedAt,
    lastSeenAt: alertedAt,
    closedAt: null,
    closeReason: null,
    timesOpened: (stood?.timesOpened ?? 0) + 1,
  }
  if (stood) {
    await tx.update(findings).set(now).where(eq(findings.id, id))
    return
  }
  const subject = { subjectKind: 'meeting' as const, subjectId: sessionId }
  await tx.insert(findings).values({ organisationId: ctx.organisation.id, id, ...subject, ...now })
}

function becauseOf({ platform, alertedAt }: Alert): string {
  const where = platform ? ` on ${platform}` : ''
  return `Zoom found this session’s link in public${where}, and said so on ${formatDateTime(alertedAt)}.`
}

const verdictOf = (sessionId: string, because: string): Verdict => ({
  subjectKind: 'meeting',
  subjectId: sessionId,
  control: postedPublicly.id,
  controlVersion: postedPublicly.version,
  level: postedPublicly.level,
  result: 'not_met',
  reason: null,
  because,
  derived: false,
  complete: true,
  readings: [],
})
