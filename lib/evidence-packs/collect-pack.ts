import { and, asc, desc, eq, gte, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import { coaches } from '#db/schema/coaches'
import { clubAudits } from '#db/schema/audits'
import { evidenceRecords } from '#db/schema/evidence'
import { checksDue } from '#db/schema/past'
import { readingConfirmations, readings } from '#db/schema/readings'
import { findingEvents, findings, resultChanges } from '#db/schema/results'
import { invitations } from '#db/schema/organisations'
import { coachConnections } from '#db/schema/zoom-connections'
import type { Tx } from '#db/tenant'
import type { Context } from '../context'
import { acceptancesOfPeriod } from './acceptances-of-period'
import { rulesKnown } from '../profiles/rules-known'
import { statementsOfPeriod } from './statements-of-period'

export type PackPeriod = { from: Date; until: Date }
export type PackRows = Awaited<ReturnType<typeof collectPack>>

/**
 * Everything that a club's pack for [from, until) rests on, in a fixed order, as it stood at
 * `until`: what was appended later, such as the end of a finding, is not in it, so that the same
 * question has the same answer. Sessions are ids here: topics and times stay with the club. The
 * readings are only named: their bodies are read one at a time, when they are written.
 */
export async function collectPack(tx: Tx, ctx: Context, period: PackPeriod) {
  const changes = await changesInForce(tx, period)
  const audits = await auditsOf(tx, period)
  const auditIds = [...changes.map((row) => row.auditId), ...audits.map((row) => row.id)]
  const confirmations = await confirmationsOf(tx, period, [...new Set(auditIds)])
  const hashes = [...new Set(confirmations.flatMap((row) => row.readingHash ?? []))]
  const statements = await statementsOfPeriod(tx, period)
  const acceptances = await acceptancesOfPeriod(tx, period)
  const recordIds = [
    ...acceptances.flatMap(({ events }) => events.map((event) => event.evidenceRecordId)),
    ...changes.map((row) => row.evidenceRecordId),
    ...statements.flatMap(({ events }) => events.map((event) => event.evidenceRecordId)),
  ]
  return {
    changes,
    audits,
    confirmations,
    statements,
    readings: await readingsNamed(tx, hashes),
    records: await recordsOf(tx, recordIds, period),
    rules: await rulesKnown(tx, ctx),
    acceptances,
    findings: await findingsOfPeriod(tx, period),
    coaches: await coachesOf(tx, period),
    connections: await connectionsOf(tx, period),
    invitations: await invitationsOf(tx, period),
    due: await dueOf(tx, period),
  }
}

/** One parameter however many values: a statement takes at most 65,535 of them. */
const isAnyOf = (column: AnyPgColumn, values: readonly string[], type: 'uuid' | 'text') =>
  sql`${column} = any(${sql.param(values)}::${sql.raw(type)}[])`

const auditsOf = (tx: Tx, { from, until }: PackPeriod) =>
  tx
    .select()
    .from(clubAudits)
    .where(and(gte(clubAudits.queuedAt, from), lt(clubAudits.queuedAt, until)))
    .orderBy(asc(clubAudits.queuedAt), asc(clubAudits.id))

const confirmationsOf = (tx: Tx, { until }: PackPeriod, auditIds: readonly string[]) =>
  tx
    .select()
    .from(readingConfirmations)
    .where(
      and(
        isAnyOf(readingConfirmations.auditId, auditIds, 'uuid'),
        lt(readingConfirmations.readAt, until),
      ),
    )
    .orderBy(asc(readingConfirmations.readAt), asc(readingConfirmations.id))

const readingsNamed = (tx: Tx, hashes: readonly string[]) =>
  tx
    .select({
      hash: readings.hash,
      bodyKind: readings.bodyKind,
      bytes: sql<number>`octet_length(${readings.body})`,
    })
    .from(readings)
    .where(isAnyOf(readings.hash, hashes, 'text'))
    .orderBy(asc(readings.hash))

/** Those that were made within the period, and those before it that still bear on it. */
const recordsOf = (tx: Tx, recordIds: readonly string[], { from, until }: PackPeriod) =>
  tx
    .select()
    .from(evidenceRecords)
    .where(
      or(
        isAnyOf(evidenceRecords.id, recordIds, 'uuid'),
        and(gte(evidenceRecords.recordedAt, from), lt(evidenceRecords.recordedAt, until)),
      ),
    )
    .orderBy(asc(evidenceRecords.id))

const coachesOf = (tx: Tx, { from, until }: PackPeriod) =>
  tx
    .select({
      id: coaches.id,
      name: coaches.name,
      startsAt: coaches.startsAt,
      endsAt: coaches.endsAt,
      coachesUnder18sOnline: coaches.coachesUnder18sOnline,
    })
    .from(coaches)
    .where(and(lt(coaches.startsAt, until), or(isNull(coaches.endsAt), gte(coaches.endsAt, from))))
    .orderBy(asc(coaches.id))

const connectionsOf = (tx: Tx, { until }: PackPeriod) =>
  tx
    .select({
      id: coachConnections.id,
      coachId: coachConnections.coachId,
      connectedAt: coachConnections.connectedAt,
      disconnectedAt: coachConnections.disconnectedAt,
      shareEndsAt: coachConnections.shareEndsAt,
    })
    .from(coachConnections)
    .where(lt(coachConnections.connectedAt, until))
    .orderBy(asc(coachConnections.id))

/** What was written down as due, as it stood at the end: what a worker noted later is not in it. */
const dueOf = (tx: Tx, { from, until }: PackPeriod) =>
  tx
    .select()
    .from(checksDue)
    .where(
      and(gte(checksDue.dueAt, from), lt(checksDue.dueAt, until), lt(checksDue.recordedAt, until)),
    )
    .orderBy(asc(checksDue.dueAt), asc(checksDue.id))

/** Of coaches, by when they were sent and accepted: `state` says how they stand now, not then. */
const invitationsOf = (tx: Tx, { until }: PackPeriod) =>
  tx
    .select({ coachId: invitations.coachId, acceptedAt: invitations.acceptedAt })
    .from(invitations)
    .where(and(eq(invitations.purpose, 'coach'), lt(invitations.createdAt, until)))
    .orderBy(asc(invitations.id))

/** Changes within the period and, of each subject and control, the one in force when it began. */
async function changesInForce(tx: Tx, { from, until }: PackPeriod) {
  const before = tx
    .selectDistinctOn([resultChanges.subjectKind, resultChanges.subjectId, resultChanges.control], {
      id: resultChanges.id,
    })
    .from(resultChanges)
    .where(lt(resultChanges.recordedAt, from))
    .orderBy(
      resultChanges.subjectKind,
      resultChanges.subjectId,
      resultChanges.control,
      desc(resultChanges.validFrom),
      desc(resultChanges.recordedAt),
    )
  return tx
    .select()
    .from(resultChanges)
    .where(
      and(
        lt(resultChanges.recordedAt, until),
        or(gte(resultChanges.recordedAt, from), inArray(resultChanges.id, before)),
      ),
    )
    .orderBy(asc(resultChanges.recordedAt), asc(resultChanges.id))
}

/** Findings with what had happened to them by the end of the period. */
async function findingsOfPeriod(tx: Tx, { from, until }: PackPeriod) {
  const rows = await tx
    .select({
      id: findings.id,
      subjectKind: findings.subjectKind,
      subjectId: findings.subjectId,
      coachId: findings.coachId,
      control: findings.control,
      level: findings.level,
    })
    .from(findings)
    .where(
      sql`exists (select from ${findingEvents} e where e.organisation_id = ${findings.organisationId}
      and e.finding_id = ${findings.id} and e.at < ${until})`,
    )
    .orderBy(asc(findings.openedAt), asc(findings.id))
  const events = await tx
    .select()
    .from(findingEvents)
    .where(lt(findingEvents.at, until))
    .orderBy(asc(findingEvents.at), asc(findingEvents.id))
  const eventsOf = new Map<string, typeof events>()
  for (const event of events) {
    const known = eventsOf.get(event.findingId)
    if (known) known.push(event)
    else eventsOf.set(event.findingId, [event])
  }
  return rows
    .map((row) => ({ ...row, events: eventsOf.get(row.id) ?? [] }))
    .filter(({ events: all }) => {
      const last = all.at(-1)
      return last !== undefined && (last.event !== 'closed' || last.at >= from)
    })
    .map((row) => ({ ...row, state: row.events.at(-1)?.event === 'closed' ? 'closed' : 'open' }))
}
