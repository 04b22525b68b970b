import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { endNotAllowed } from '../acceptances/end-not-allowed'
import { command } from '../command'
import type { Context } from '../context'
import { announcedFrom } from '../core/profiles/announced-from'
import { effectiveAt, nextChange, type Effective } from '../core/profiles/effective'
import type { ExemptRules } from '../core/profiles/exempt-categories'
import { profileLabel } from '../core/profiles/profile-label'
import { lockUntilCommit } from '../database/lock-until-commit'
import { exemptionsChangedAt, exemptNow, nextLapse } from '../exemptions/exempt-now'
import { lapseExemptions } from '../exemptions/lapse-exemptions'
import { endSessions } from '../findings/end-sessions'
import { recordFindings } from '../findings/record-findings'
import { id } from '../ids'
import { dueAdd, dueFinish } from '../jobs/due'
import type { Lease } from '../jobs/with-due'
import { scheduleSessionWarnings } from '../notices/schedule-session-warnings'
import { query } from '../query'
import { judgeOfficersNow } from '../register/judge-officers'
import { judgeEverybody } from '../register/judge-people'
import { deliverStatus } from '../roll-ups/deliver-status'
import {
  connectionsJudged,
  groupsOf,
  sessionsOf,
  type JudgedConnection,
} from './connections-judged'
import { effectiveRules } from './effective-profile'
import { rulesKnown } from './rules-known'
import { storedAudits, verdictsAgain, type StoredAudit } from './stored-audits'

const judged = query({
  permission: 'audit.work',
  input: z.object({}),
  run: (tx) => connectionsJudged(tx),
})

const judgeOne = command({
  name: 'profile.judge_again',
  permission: 'audit.work',
  input: z.object({ connectionId: id }),
  async run(tx, ctx, { connectionId }) {
    await lockUntilCommit(tx, `judge:${ctx.organisation.id}:${connectionId}`)
    const rules = await effectiveRules(tx, ctx, ctx.now)
    const [known] = await connectionsJudged(tx, connectionId)
    const stored = known ? await storedAudits(tx, connectionId) : []
    const exemptFor = await exemptNow(tx, rules.profile, ctx.now)
    const since = latest(rules.since, await exemptionsChangedAt(tx, ctx.now)) ?? ctx.now
    let changes = 0
    for (const audit of stored) {
      changes += known
        ? await judgeStored(tx, ctx, { ...rules, since, exemptFor }, known, audit)
        : 0
    }
    if (known?.coachId) await scheduleSessionWarnings(tx, ctx, connectionId)
    const detail = { profile: profileLabel(rules.profile), changes }
    return {
      result: undefined,
      trail: [{ subject: 'connection', subjectId: connectionId, detail }],
    }
  },
})

const finish = command({
  name: 'profile.judged_again',
  permission: 'audit.work',
  input: z.object({ clubId: id, token: id }),
  async run(tx, ctx, { clubId, token }) {
    const { sources, publications } = await rulesKnown(tx, ctx)
    const { profile } = effectiveAt(sources, publications, ctx.now)
    await judgeOfficersNow(tx, ctx)
    await endNotAllowed(tx, ctx, profile)
    await lapseExemptions(tx, ctx, profile)
    const next = earliest(
      nextChange(sources, publications, ctx.now),
      await nextLapse(tx, profile, ctx.now),
    )
    await dueFinish(tx, 'judge-again', clubId, token, next)
    // What people sign is judged and, where the rules ask for it anew, asked by others.
    await dueAdd(tx, 'judge-signed', clubId, ctx.now)
    await deliverStatus(tx, ctx)
    const detail = { profile: profileLabel(profile) }
    return { result: undefined, trail: [{ subject: 'organisation', subjectId: clubId, detail }] }
  },
})

/**
 * Judges a club again by the rules as they are now, an account at a time, from what was read before
 * and without asking Zoom; then says when they change next. Where something is published meanwhile
 * its lease is lost, so that the last step throws `conflict` and all is done again.
 */
export async function judgeAgain(ctx: Context, clubId: string, { token }: Lease): Promise<void> {
  for (const { connectionId } of await judged(ctx, {})) await judgeOne(ctx, { connectionId })
  await judgeEverybody(ctx)
  await finish(ctx, { clubId, token })
}

type Rules = Pick<Effective, 'profile'> & {
  /** Since when they, and what does not apply by them, are as they are. */
  readonly since: Date
  readonly exemptFor: (sessionId: string | null) => ExemptRules
}

const latest = (one: Date | null, other: Date | null) =>
  one === null || (other !== null && other > one) ? other : one

const earliest = (one: Date | null, other: Date | null) =>
  one === null || (other !== null && other < one) ? other : one

async function judgeStored(
  tx: Tx,
  ctx: Context,
  { profile, since, exemptFor }: Rules,
  { connectionId, coachId }: JudgedConnection,
  audit: StoredAudit,
): Promise<number> {
  const subjectIds = audit.isAccount
    ? await groupsOf(tx, connectionId)
    : (await endSessions(tx, ctx, null, await sessionsOf(tx, connectionId))).map((each) => each.id)
  const { changes } = await recordFindings(tx, ctx, {
    ...{ auditId: audit.auditId, connectionId, coachId, readAt: audit.readAt },
    profile: profileLabel(profile),
    verdicts: verdictsAgain(profile, audit, connectionId, subjectIds, exemptFor),
    countsFrom: announcedFrom(profile),
    rulesChangedAt: since,
  })
  return changes
}
