import { and, count, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { findings, resultsCurrent } from '#db/schema/results'
import type { Context } from '../context'
import { auditsUnderWay } from '../audits/audits-under-way'
import { newestAudit } from '../audits/newest-audit'
import { checkAgain, type CheckAgain } from '../core/check-again'
import type { Caused } from '../core/group-findings'
import { coachStatus, type CoachStatus } from '../core/coach-status'
import { notFound } from '../core/errors'
import { resultRows, type ResultRow } from '../core/result-rows'
import { orders, selectFindings, type ListedFinding } from '../findings/list-findings'
import { openFindingIds } from '../findings/open-finding-ids'
import { withAccounts } from '../findings/with-accounts'
import { id } from '../ids'
import { bodiesAbove } from '../organisations/bodies-above'
import { query } from '../query'
import { proofOfResults } from '../statements/proof-of-results'
import { comingSessions, type ListedSession } from '../sessions/list-sessions'
import { coachFacts, type KnownCoach } from './coach-facts'
import { connectionsOf, isOfClub, stateOf, type CoachConnection } from './connection-facts'
import { onlyCoach } from './only-coach'

/** One Zoom account of a coach, as far as the club knows it, and what its settings were found to be. */
export type CoachAccount = {
  connectionId: string
  /** Read by the club's own Zoom account, and not by the coach's consent. */
  ofClub: boolean
  state: 'in_force' | 'disconnected' | 'share_ended'
  disconnectReason: string | null
  connectedAt: Date
  disconnectedAt: Date | null
  shareEndsAt: Date | null
  lastAskedAt: Date | null
  lastCompleteAt: Date | null
  unsortedMeetings: number
  results: readonly ResultRow[]
  check: CheckAgain
  /** The newest check that the club has of it. */
  lastAuditId: string | null
}

export type Coach = {
  coachId: string
  name: string
  email: string
  teams: string
  coachesUnder18sOnline: boolean
  startsAt: Date
  endsAt: Date | null
  status: CoachStatus
  facts: KnownCoach
  /** Those in force first, then the newest. */
  accounts: readonly CoachAccount[]
  /** The bodies whose rules they are judged by, by name. */
  bodies: readonly string[]
  open: readonly (ListedFinding & { caused: Caused })[]
  closedFindings: number
  /** The next ones; `moreSessions` where there are more than these. */
  sessions: readonly ListedSession[]
  moreSessions: boolean
}

const findings_max = 100
const sessions_max = 8

/** One coach with all that a club knows of how they stand. A coach has themselves only. */
export const getCoach = query({
  permission: 'coach.read',
  input: z.object({ coachId: id }),
  run: readCoach,
})

/** The same in a transaction that reads: as of a moment, where it asks as of one and `ctx.now` is it. */
export async function readCoach(
  tx: Tx,
  ctx: Context,
  { coachId }: { coachId: string },
): Promise<Coach> {
  const own = onlyCoach(ctx)
  const [row] = await tx.select().from(coaches).where(eq(coaches.id, coachId))
  if (!row || (own && own !== coachId)) throw notFound()
  const facts = (await coachFacts(tx, ctx.now, [row])).get(coachId)
  if (!facts) throw notFound()
  const ofCoach = eq(findings.coachId, coachId)
  const open = await selectFindings(tx)
    .where(and(ofCoach, eq(findings.state, 'open')))
    .orderBy(...orders.open(false))
    .limit(findings_max)
  const [closed] = await tx
    .select({ number: count() })
    .from(findings)
    .where(and(ofCoach, eq(findings.state, 'closed')))
  const coming = await comingSessions(tx, ctx.now, { coachId, limit: sessions_max + 1 })
  const { name, email, teams, coachesUnder18sOnline, startsAt, endsAt } = row
  return {
    ...{ coachId, name, email, teams, coachesUnder18sOnline, startsAt, endsAt, facts },
    status: coachStatus(facts, ctx.now),
    accounts: await accountsOf(tx, ctx, coachId, endsAt !== null),
    bodies: await bodiesAbove(tx),
    open: (await withAccounts(tx, ctx.now, open)).map((each) => ({ ...each, caused: each })),
    closedFindings: closed?.number ?? 0,
    sessions: coming.slice(0, sessions_max),
    moreSessions: coming.length > sessions_max,
  }
}

async function accountsOf(
  tx: Tx,
  ctx: Context,
  coachId: string,
  left: boolean,
): Promise<CoachAccount[]> {
  const connections = (await connectionsOf(tx, [coachId])).get(coachId) ?? []
  const ids = connections.map((each) => each.id)
  const underWay = await auditsUnderWay(tx, ctx.now, ids)
  const findingOf = await openFindingIds(tx, ids)
  const accounts: CoachAccount[] = []
  for (const connection of connections) {
    const connectionId = connection.id
    const results = await tx
      .select()
      .from(resultsCurrent)
      .where(
        and(eq(resultsCurrent.subjectKind, 'user'), eq(resultsCurrent.subjectId, connectionId)),
      )
    const check = checkAgain(
      { connectionId, state: stateOf(connection) },
      { left, underWay: underWay.get(connectionId) ?? null },
    )
    accounts.push({
      ...accountOf(connection),
      results: resultRows(results, ctx.now, findingOf, await proofOfResults(tx, ctx, results)),
      check,
      lastAuditId: await newestAudit(tx, connectionId),
    })
  }
  return accounts.toSorted((one, other) => placeOf(one) - placeOf(other))
}

const placeOf = ({ state }: CoachAccount) => (state === 'in_force' ? 0 : 1)

const accountOf = (row: CoachConnection) => ({
  connectionId: row.id,
  ofClub: isOfClub(row),
  state: stateOf(row),
  disconnectReason: row.disconnectReason,
  connectedAt: row.connectedAt,
  disconnectedAt: row.disconnectedAt,
  shareEndsAt: row.shareEndsAt,
  lastAskedAt: row.lastAskedAt,
  lastCompleteAt: row.lastCompleteAt,
  unsortedMeetings: row.unsortedMeetings,
})
