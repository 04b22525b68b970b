import { and, count, eq, inArray, isNull, not, or, sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import type { coaches } from '#db/schema/coaches'
import { sessions } from '#db/schema/meetings'
import { invitations } from '#db/schema/organisations'
import { findings, resultsCurrent } from '#db/schema/results'
import { coachConnections } from '#db/schema/zoom-connections'
import type { CoachFacts } from '../core/coach-status'
import { derivedControls } from '../core/controls/derived'
import { isComing } from '../sessions/coming'
import { connectionFacts, connectionInForce, connectionsOf } from './connection-facts'

type CoachRow = typeof coaches.$inferSelect

export type KnownCoach = CoachFacts & {
  /** Open findings, by their cause. */
  readonly openMust: number
  readonly openShould: number
  /** When the invitation was sent that still waits for their answer; null where none does. */
  readonly invitedAt: Date | null
}

/** What is known of each of these coaches, by id: enough to say how they stand. */
export async function coachFacts(
  tx: Tx,
  now: Date,
  rows: readonly CoachRow[],
): Promise<ReadonlyMap<string, KnownCoach>> {
  const ids = rows.map((row) => row.id)
  if (ids.length === 0) return new Map()
  const connections = await connectionsOf(tx, ids)
  const invited = await waitingInvitations(tx, now, ids)
  const results = await mustResults(tx, now, ids)
  const open = await openFindings(tx, now, ids)
  const unjudged = await sessionsNotChecked(tx, now, ids)
  const unread = await coachesNotRead(tx, ids)
  return new Map(
    rows.map((row) => {
      const judged = results.get(row.id)
      const { must = 0, should = 0, accepted = 0 } = open.get(row.id) ?? {}
      const facts: KnownCoach = {
        left: row.endsAt !== null,
        coachesUnder18sOnline: row.coaching && row.coachesUnder18sOnline,
        joining: row.userId ? 'joined' : (invited.get(row.id)?.joining ?? 'not_invited'),
        connection: connectionFacts(connections.get(row.id) ?? []),
        mustToMend: Math.max(must, judged?.notMet ?? 0),
        mustAccepted: accepted,
        mustUnknown: judged?.unknown ?? 0,
        mustJudged: unread.has(row.id) ? 0 : (judged?.judged ?? 0),
        oldestCheckedAt: judged?.oldestCheckedAt ?? null,
        sessionsNotChecked: unjudged.get(row.id) ?? 0,
        openMust: must,
        openShould: should,
        invitedAt: row.userId ? null : (invited.get(row.id)?.at ?? null),
      }
      return [row.id, facts]
    }),
  )
}

async function waitingInvitations(tx: Tx, now: Date, ids: readonly string[]) {
  const rows = await tx
    .select()
    .from(invitations)
    .where(and(eq(invitations.state, 'sent'), inArray(invitations.coachId, [...ids])))
    .orderBy(invitations.createdAt)
  return new Map(
    rows.map((row) => {
      const joining: CoachFacts['joining'] = row.expiresAt <= now ? 'invitation_expired' : 'invited'
      return [row.coachId, { joining, at: row.createdAt }]
    }),
  )
}

const notMet = eq(resultsCurrent.result, 'not_met')
/** Somebody's word stands in, and has not lapsed. */
const isStated = (now: Date) =>
  sql`coalesce(${resultsCurrent.statedUntil} > ${now.toISOString()}::timestamptz, false)`
/** A risk of it, or of what it follows from, was accepted. */
const isAccepted = (now: Date) => sql`exists (select from ${findings}
  where ${eq(findings.subjectKind, resultsCurrent.subjectKind)}
    and ${eq(findings.subjectId, resultsCurrent.subjectId)}
    and (${eq(findings.control, resultsCurrent.control)} or ${isDerived})
    and ${findings.acceptedUntil} > ${now.toISOString()}::timestamptz)`
const isDerived = inArray(resultsCurrent.control, [...derivedControls])

/** One rule in one Zoom account is one thing, in however many of its sessions. */
const cause = sql`(${resultsCurrent.control}, ${coachConnections.id})`

/** MUST results of the accounts in force and of their coming sessions. */
async function mustResults(tx: Tx, now: Date, ids: readonly string[]) {
  const rows = await tx
    .select({
      coachId: resultsCurrent.coachId,
      // A derived control repeats what others say; alone, it still says that something is wrong.
      notMet: sql<number>`greatest(
        count(distinct ${cause}) filter (where ${and(notMet, not(isDerived), not(isAccepted(now)))}),
        least(1, count(*) filter (where ${and(notMet, not(isAccepted(now)))})))::integer`,
      unknown: sql<number>`(count(*) filter (
        where ${and(eq(resultsCurrent.result, 'could_not_check'), not(isStated(now)))}))::integer`,
      judged: count(),
      oldestCheckedAt: sql<Date | null>`min(${resultsCurrent.checkedAt})`.mapWith(
        resultsCurrent.checkedAt,
      ),
    })
    .from(resultsCurrent)
    .leftJoin(
      sessions,
      and(eq(resultsCurrent.subjectKind, 'meeting'), eq(sessions.id, resultsCurrent.subjectId)),
    )
    .innerJoin(
      coachConnections,
      and(
        eq(
          coachConnections.id,
          sql`coalesce(${sessions.connectionId}, ${resultsCurrent.subjectId})`,
        ),
        connectionInForce(),
      ),
    )
    .where(
      and(
        inArray(resultsCurrent.coachId, [...ids]),
        eq(resultsCurrent.level, 'MUST'),
        or(isNull(sessions.id), isComing(now)),
      ),
    )
    .groupBy(resultsCurrent.coachId)
  return new Map(rows.map((row) => [row.coachId, row]))
}

/** Who shares an account that no check has judged yet: what is known of another says nothing of it. */
async function coachesNotRead(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectDistinct({ coachId: coachConnections.coachId })
    .from(coachConnections)
    .where(
      and(
        inArray(coachConnections.coachId, [...ids]),
        connectionInForce(),
        sql`not exists (select from ${resultsCurrent}
          where ${eq(resultsCurrent.subjectKind, 'user')}
            and ${eq(resultsCurrent.subjectId, coachConnections.id)}
            and ${eq(resultsCurrent.level, 'MUST')})`,
      ),
    )
  return new Set(rows.map((row) => row.coachId))
}

async function openFindings(tx: Tx, now: Date, ids: readonly string[]) {
  const moment = sql`${now.toISOString()}::timestamptz`
  const accepted = sql`coalesce(${findings.acceptedUntil} > ${moment}, false)`
  const must = eq(findings.level, 'MUST')
  const different = sql`count(distinct (${findings.control},
    coalesce(${sessions.connectionId}, ${findings.subjectId})))`
  const rows = await tx
    .select({
      coachId: findings.coachId,
      must: sql<number>`(${different} filter (where ${must} and not ${accepted}))::integer`,
      accepted: sql<number>`(${different} filter (where ${must} and ${accepted}))::integer`,
      should: sql<number>`(${different} filter (where ${eq(findings.level, 'SHOULD')}))::integer`,
    })
    .from(findings)
    .leftJoin(
      sessions,
      and(eq(findings.subjectKind, 'meeting'), eq(sessions.id, findings.subjectId)),
    )
    .where(and(inArray(findings.coachId, [...ids]), eq(findings.state, 'open')))
    .groupBy(findings.coachId)
  return new Map(rows.map((row) => [row.coachId, row]))
}

/** Coming sessions that no check judges: not yet, or not any more since their account is not connected. */
async function sessionsNotChecked(tx: Tx, now: Date, ids: readonly string[]) {
  const rows = await tx
    .select({ coachId: sessions.coachId, number: count() })
    .from(sessions)
    .leftJoin(
      coachConnections,
      and(eq(coachConnections.id, sessions.connectionId), connectionInForce()),
    )
    .where(
      and(
        inArray(sessions.coachId, [...ids]),
        isComing(now),
        or(
          isNull(coachConnections.id),
          sql`not exists (select from ${resultsCurrent}
            where ${eq(resultsCurrent.subjectKind, 'meeting')}
              and ${eq(resultsCurrent.subjectId, sessions.id)})`,
        ),
      ),
    )
    .groupBy(sessions.coachId)
  return new Map(rows.map((row) => [row.coachId, row.number]))
}
