import { and, asc, eq, gt, isNull, lte } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { clubAudits } from '#db/schema/audits'
import { coaches } from '#db/schema/coaches'
import { sessions } from '#db/schema/meetings'
import { coachConnections } from '#db/schema/zoom-connections'
import { endNotAllowed } from '../acceptances/end-not-allowed'
import { command } from '../command'
import type { Context } from '../context'
import { announcedFrom } from '../core/profiles/announced-from'
import type { Profile } from '../core/profiles/profile'
import { profileLabel } from '../core/profiles/profile-label'
import { lockUntilCommit } from '../database/lock-until-commit'
import { exemptNow } from '../exemptions/exempt-now'
import { endSessions } from '../findings/end-sessions'
import { recordFindings } from '../findings/record-findings'
import type { Verdict } from '../findings/verdict'
import { id } from '../ids'
import { dueFinish } from '../jobs/due'
import type { Hint } from '../jobs/enqueue'
import { giveHints } from '../jobs/give-hints'
import type { Lease } from '../jobs/with-due'
import { scheduleSessionWarnings } from '../notices/schedule-session-warnings'
import { effectiveProfile } from '../profiles/effective-profile'
import { statusDue } from '../roll-ups/status-due'
import type { TrailEntry } from '../trail/trail-entry'
import { isConnected } from '../zoom-connections/is-connected'
import { endHostsReadTwice } from '../zoom-hosts/end-hosts-read-twice'
import { deliveredReadings } from './delivered-readings'
import { endGroups } from './end-groups'
import { verdictsOf } from './verdicts-of'
import { verdictsOfAccount } from './verdicts-of-account'

type ClubAudit = typeof clubAudits.$inferSelect

const judge = command({
  name: 'audit.judge',
  permission: 'audit.work',
  input: z.object({ auditId: id, token: id }),
  async run(tx, ctx, { auditId, token }) {
    const waiting = await delivered(tx, auditId)
    const entries: TrailEntry[] = []
    const warnings: string[] = []
    for (const audit of waiting) {
      const detail = await judgeDelivered(tx, ctx, audit)
      const part = audit.whole ? null : { auditId: audit.id, readAt: audit.readAt ?? ctx.now }
      warnings.push(...(await scheduleSessionWarnings(tx, ctx, audit.connectionId, part)))
      entries.push({ subject: 'audit', subjectId: audit.id, detail })
    }
    await dueFinish(tx, 'judge-club', auditId, token, null)
    const status = waiting.length > 0 ? await statusDue(tx, ctx) : []
    const [first = judgedAlready(auditId), ...others] = entries
    return { result: { warnings: new Set(warnings), status }, trail: [first, ...others] }
  },
})

const judgedAlready = (auditId: string): TrailEntry => ({
  ...{ subject: 'audit', subjectId: auditId },
  detail: { judged_already: true },
})

/**
 * Judges for a club what an audit read: each of the profile's controls on the account and on every
 * coming session, results and findings with their evidence, in one transaction; how the club stands is
 * due to the bodies above it from then on. Runs from what was delivered, without Zoom. What was read of the same
 * connection before it and is not judged yet is judged first: each may be about another part of it. An
 * audit that was judged already is left as it is.
 */
export async function judgeClub(ctx: Context, auditId: string, { token }: Lease): Promise<void> {
  const { warnings, status } = await judge(ctx, { auditId, token })
  const warn = [...warnings].map((subjectId): Hint => ({
    kind: 'session-warning',
    organisationId: ctx.organisation.id,
    subjectId,
  }))
  await giveHints([...warn, ...status])
}

/** The audit as it waits to be judged, after those before it that do. Of one connection, one at a time. */
async function delivered(tx: Tx, auditId: string): Promise<ClubAudit[]> {
  const [found] = await tx.select().from(clubAudits).where(eq(clubAudits.id, auditId))
  if (!found) return []
  await lockUntilCommit(tx, `judge:${found.organisationId}:${found.connectionId}`)
  const waiting = await tx
    .select()
    .from(clubAudits)
    .where(
      and(
        eq(clubAudits.connectionId, found.connectionId),
        eq(clubAudits.state, 'delivered'),
        found.readAt ? lte(clubAudits.readAt, found.readAt) : eq(clubAudits.id, auditId),
      ),
    )
    .orderBy(asc(clubAudits.readAt), asc(clubAudits.id))
    .for('update')
  return waiting.some(({ id: each }) => each === auditId) ? waiting : []
}

/**
 * False where a later audit of the whole account was judged first, or since then the coach left or
 * shares it no more.
 */
async function isStillAsked(tx: Tx, { connectionId, coachId, readAt }: ClubAudit) {
  const later = await tx
    .select({ id: clubAudits.id })
    .from(clubAudits)
    .where(
      and(
        eq(clubAudits.connectionId, connectionId),
        eq(clubAudits.state, 'judged'),
        eq(clubAudits.whole, true),
        readAt ? gt(clubAudits.readAt, readAt) : undefined,
      ),
    )
    .limit(1)
  if (later.length > 0) return false
  // The club's own account is nobody's to share.
  if (coachId === null) return isConnected(tx, connectionId)
  return (await isCoach(tx, coachId)) && (await isShared(tx, connectionId))
}

async function isCoach(tx: Tx, coachId: string): Promise<boolean> {
  const coach = await tx
    .select({ id: coaches.id })
    .from(coaches)
    .where(and(eq(coaches.id, coachId), isNull(coaches.endsAt)))
    .for('share')
  return coach.length > 0
}

async function isShared(tx: Tx, connectionId: string): Promise<boolean> {
  const shared = await tx
    .select({ id: coachConnections.id })
    .from(coachConnections)
    .where(and(eq(coachConnections.id, connectionId), isNull(coachConnections.shareEndsAt)))
  return shared.length > 0
}

async function judgeDelivered(
  tx: Tx,
  ctx: Context,
  audit: ClubAudit,
): Promise<NonNullable<TrailEntry['detail']>> {
  const profile = await effectiveProfile(tx, ctx, ctx.now)
  const isAsked = await isStillAsked(tx, audit)
  if (isAsked && audit.coachId) await endHostsReadTwice(tx, ctx, audit.coachId)
  const verdicts = isAsked ? await verdictsFor(tx, ctx, audit, profile) : []
  const recorded = await recordFindings(tx, ctx, {
    auditId: audit.id,
    connectionId: audit.connectionId,
    coachId: audit.coachId,
    readAt: audit.readAt ?? ctx.now,
    profile: profileLabel(profile),
    verdicts,
    countsFrom: announcedFrom(profile),
  })
  await endNotAllowed(tx, ctx, profile)
  await markJudged(tx, ctx, audit, profile, verdicts)
  return isAsked ? { ...recorded } : { left_or_superseded: true }
}

async function verdictsFor(
  tx: Tx,
  ctx: Context,
  audit: ClubAudit,
  profile: Profile,
): Promise<Verdict[]> {
  const { connectionId } = audit
  const readings = await deliveredReadings(tx, audit.id)
  const complete = audit.complete === true
  const exemptFor = await exemptNow(tx, profile, ctx.now)
  if (audit.coachId === null) {
    const groupIds = await endGroups(tx, ctx, audit.id, connectionId)
    return verdictsOfAccount(profile, readings, {
      ...{ connectionId, groupIds, complete },
      exempt: exemptFor(null),
    })
  }
  const ofConnection = await tx
    .select()
    .from(sessions)
    .where(eq(sessions.connectionId, connectionId))
  const coming = await endSessions(tx, ctx, audit.id, ofConnection)
  return verdictsOf(profile, readings, {
    connectionId,
    sessionIds: coming.map((session) => session.id),
    ...{ complete, exemptFor },
  })
}

async function markJudged(
  tx: Tx,
  ctx: Context,
  { id: auditId }: ClubAudit,
  profile: Profile,
  verdicts: readonly Verdict[],
): Promise<void> {
  // A derived control repeats what others say: it would count the same thing twice.
  const counted = verdicts.filter(({ derived }) => !derived)
  const count = (result: Verdict['result']) =>
    counted.filter((verdict) => verdict.result === result).length
  await tx
    .update(clubAudits)
    .set({
      state: 'judged',
      judgedAt: ctx.now,
      profile: profileLabel(profile),
      met: count('met'),
      notMet: count('not_met'),
      couldNotCheck: count('could_not_check'),
      subjects: [...new Set(verdicts.map(({ subjectId }) => subjectId))],
    })
    .where(and(eq(clubAudits.id, auditId), eq(clubAudits.state, 'delivered')))
}
