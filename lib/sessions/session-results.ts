import { and, eq, inArray, or } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import type { sessions } from '#db/schema/meetings'
import { resultsCurrent } from '#db/schema/results'
import { coachConnections } from '#db/schema/zoom-connections'
import { connectionInForce } from '../coaches/connection-facts'
import { acceptedNow } from '../acceptances/accepted-now'
import { derivedControls } from '../core/controls/derived'
import { isUnknown } from '../core/proof/stands-stated'
import { sessionStatus, type SessionFacts, type SessionStatus } from '../core/session-status'

export type CurrentResult = typeof resultsCurrent.$inferSelect
type Session = Pick<typeof sessions.$inferSelect, 'id' | 'connectionId'>

/** A session's own results, and those of its host's account for what it does not set for itself. */
export type SessionResults = {
  own: readonly CurrentResult[]
  fromAccount: readonly CurrentResult[]
  status: SessionStatus
}

/** What holds for each of these sessions now, by id. */
export async function sessionResults(
  tx: Tx,
  now: Date,
  rows: readonly Session[],
): Promise<ReadonlyMap<string, SessionResults>> {
  if (rows.length === 0) return new Map()
  const connectionIds = [...new Set(rows.map((row) => row.connectionId))]
  const results = await tx
    .select()
    .from(resultsCurrent)
    .where(
      or(
        of(
          'meeting',
          rows.map((row) => row.id),
        ),
        of('user', connectionIds),
      ),
    )
  const live = await tx
    .select({ id: coachConnections.id })
    .from(coachConnections)
    .where(and(inArray(coachConnections.id, connectionIds), connectionInForce()))
  const inForce = new Set(live.map((each) => each.id))
  const isAccepted = await acceptedNow(tx, now, [...rows.map((row) => row.id), ...connectionIds])
  const bySubject = new Map<string, CurrentResult[]>()
  for (const result of results) {
    bySubject.set(result.subjectId, [...(bySubject.get(result.subjectId) ?? []), result])
  }
  return new Map(
    rows.map(({ id, connectionId }) => {
      const own = bySubject.get(id) ?? []
      const set = new Set(own.map((result) => result.control))
      const account = bySubject.get(connectionId) ?? []
      const fromAccount = account.filter((result) => !set.has(result.control))
      const facts = factsOf(now, own, fromAccount, inForce.has(connectionId), isAccepted)
      return [id, { own, fromAccount, status: sessionStatus(facts, now) }]
    }),
  )
}

const of = (kind: 'meeting' | 'user', ids: string[]) =>
  and(eq(resultsCurrent.subjectKind, kind), inArray(resultsCurrent.subjectId, ids))

/** What follows from other results is not wrong by itself where the risk of those is accepted. */
const follows = (result: CurrentResult, accepted: readonly CurrentResult[]) =>
  accepted.length > 0 && derivedControls.includes(result.control)

function factsOf(
  now: Date,
  own: readonly CurrentResult[],
  fromAccount: readonly CurrentResult[],
  inForce: boolean,
  isAccepted: (result: CurrentResult) => boolean,
): SessionFacts {
  const musts = [...own, ...fromAccount].filter((result) => result.level === 'MUST')
  const unmet = musts.filter((each) => each.result === 'not_met')
  const accepted = unmet.filter(isAccepted)
  const notMet = unmet.filter((each) => !isAccepted(each) && !follows(each, accepted))
  const counted = notMet.filter((each) => !derivedControls.includes(each.control))
  const times = musts.map((each) => each.checkedAt.getTime())
  return {
    inForce,
    mustNotMet: Math.max(counted.length, Math.min(1, notMet.length)),
    mustAccepted: accepted.length,
    mustUnknown: musts.filter((each) => isUnknown(each, now)).length,
    mustJudged: own.filter((each) => each.level === 'MUST').length,
    oldestCheckedAt: times.length > 0 ? new Date(Math.min(...times)) : null,
  }
}
