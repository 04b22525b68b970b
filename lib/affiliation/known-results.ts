import { and, eq, isNull, or, sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { sessions } from '#db/schema/meetings'
import { appointments } from '#db/schema/register'
import { findings, resultsCurrent } from '#db/schema/results'
import { coachConnections } from '#db/schema/zoom-connections'
import { connectionInForce } from '../coaches/connection-facts'
import type { KnownResult } from '../core/affiliation/facts'
import { alertControlIds } from '../core/results'
import { isComing } from '../sessions/coming'

/**
 * What each rule came to for everybody who is there: of accounts that are read now, of sessions that
 * are still to come, and of the register.
 */
export async function knownResults(tx: Tx, now: Date): Promise<KnownResult[]> {
  const rows = await selectResults(tx, now)
  const asked = await coachesAsked(tx)
  const known = rows.flatMap(({ result, ...row }): KnownResult[] => {
    const { coachId, subjectKind, control } = result
    const ofAccount = subjectKind === 'user' || subjectKind === 'meeting'
    // Of an account that is read no more, or a session that is over, nothing is known.
    if (coachId !== null && row.name === null) return []
    if (ofAccount && row.holderId === null) return []
    return [
      {
        ...{ control, subjectKind, result: result.result, reason: result.reason },
        coach: coachId !== null && row.name !== null ? { coachId, name: row.name } : null,
        ...{ proof: result.proof, until: result.statedUntil, since: result.since },
        ...{ checkedAt: result.checkedAt, accepted: row.accepted },
        byClub: isByClub(result, row, asked),
      },
    ]
  })
  return [...known, ...(await alerts(tx))]
}

type Found = Awaited<ReturnType<typeof selectResults>>[number]

/** The club can do it: its own account, what it holds on paper, or somebody who cannot sign in. */
function isByClub(
  { subjectKind, control, coachId, result, organisationId }: Found['result'],
  { holderId, signsIn }: Omit<Found, 'result'>,
  asked: ReadonlySet<string>,
): boolean {
  if (coachId === null) return true
  if (subjectKind !== 'coach') return holderId === organisationId
  // A second person of the club has to look, or a role has to be offered first.
  if (result === 'could_not_check' || !signsIn) return true
  return control === 'P11' && !asked.has(coachId)
}

function selectResults(tx: Tx, now: Date) {
  const moment = sql`${now.toISOString()}::timestamptz`
  const connectionId = sql`coalesce(${sessions.connectionId}, ${resultsCurrent.subjectId})`
  return tx
    .select({
      result: resultsCurrent,
      name: coaches.name,
      signsIn: sql<boolean>`${coaches.userId} is not null`,
      holderId: coachConnections.holderOrganisationId,
      accepted: sql<boolean>`coalesce(${findings.acceptedUntil} > ${moment}, false)`,
    })
    .from(resultsCurrent)
    .leftJoin(coaches, and(eq(coaches.id, resultsCurrent.coachId), isNull(coaches.endsAt)))
    .leftJoin(
      sessions,
      and(eq(resultsCurrent.subjectKind, 'meeting'), eq(sessions.id, resultsCurrent.subjectId)),
    )
    .leftJoin(coachConnections, and(eq(coachConnections.id, connectionId), connectionInForce()))
    .leftJoin(
      findings,
      and(
        eq(findings.subjectKind, resultsCurrent.subjectKind),
        eq(findings.subjectId, resultsCurrent.subjectId),
        eq(findings.control, resultsCurrent.control),
      ),
    )
    .where(or(isNull(sessions.id), isComing(now)))
}

/** Who was offered a post that they have not answered. */
async function coachesAsked(tx: Tx): Promise<ReadonlySet<string>> {
  const { acceptedAt, declinedAt, withdrawnAt, endsAt } = appointments
  const rows = await tx
    .selectDistinct({ coachId: appointments.coachId })
    .from(appointments)
    .where(and(isNull(acceptedAt), isNull(declinedAt), isNull(withdrawnAt), isNull(endsAt)))
  return new Set(rows.map(({ coachId }) => coachId))
}

/** Alerts have no result, only a finding, until somebody says that it is settled. */
async function alerts(tx: Tx): Promise<KnownResult[]> {
  const [alert] = alertControlIds
  const rows = await tx
    .select({ finding: findings, name: coaches.name })
    .from(findings)
    .leftJoin(coaches, eq(coaches.id, findings.coachId))
    .where(and(eq(findings.state, 'open'), eq(findings.control, alert)))
  return rows.map(({ finding, name }) => ({
    ...{ control: alert, subjectKind: finding.subjectKind, result: 'not_met', reason: null },
    coach: finding.coachId !== null && name !== null ? { coachId: finding.coachId, name } : null,
    ...{ proof: 'checked', until: null, since: finding.openedAt, checkedAt: finding.lastSeenAt },
    ...{ accepted: false, byClub: true },
  }))
}
