import { and, asc, desc, gte, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import { coaches } from '#db/schema/coaches'
import { clubAudits } from '#db/schema/audits'
import { evidenceRecords } from '#db/schema/evidence'
import { readingConfirmations, readings } from '#db/schema/readings'
import { findingEvents, findings, resultChanges } from '#db/schema/results'
import { coachConnections } from '#db/schema/zoom-connections'
import type { Tx } from '#db/tenant'

export type PackPeriod = { from: Date; until: Date }
export type PackRows = Awaited<ReturnType<typeof collectPack>>

/**
 * Everything that a club's pack for [from, until) rests on, in a fixed order, as it stood at
 * `until`: what was appended later, such as the end of a finding, is not in it, so that the same
 * question has the same answer. Sessions are ids here: topics and times stay with the club.
 */
export async function collectPack(tx: Tx, period: PackPeriod) {
  const changes = await changesInForce(tx, period)
  const audits = await tx
    .select()
    .from(clubAudits)
    .where(and(gte(clubAudits.queuedAt, period.from), lt(clubAudits.queuedAt, period.until)))
    .orderBy(asc(clubAudits.queuedAt), asc(clubAudits.id))
  const auditIds = [
    ...new Set([...changes, ...audits].map((row) => ('auditId' in row ? row.auditId : row.id))),
  ]
  const confirmations =
    auditIds.length === 0
      ? []
      : await tx
          .select()
          .from(readingConfirmations)
          .where(
            and(
              inArray(readingConfirmations.auditId, auditIds),
              lt(readingConfirmations.readAt, period.until),
            ),
          )
          .orderBy(asc(readingConfirmations.readAt), asc(readingConfirmations.id))
  const hashes = [...new Set(confirmations.flatMap((row) => row.readingHash ?? []))].toSorted()
  const recordIds = changes.map((row) => row.evidenceRecordId)
  return {
    changes,
    audits,
    confirmations,
    readings:
      hashes.length === 0
        ? []
        : await tx
            .select({ hash: readings.hash, bodyKind: readings.bodyKind, body: readings.body })
            .from(readings)
            .where(inArray(readings.hash, hashes))
            .orderBy(asc(readings.hash)),
    records:
      recordIds.length === 0
        ? []
        : await tx
            .select()
            .from(evidenceRecords)
            .where(inArray(evidenceRecords.id, recordIds))
            .orderBy(asc(evidenceRecords.id)),
    findings: await findingsOfPeriod(tx, period),
    coaches: await tx
      .select({ id: coaches.id, name: coaches.name, startsAt: coaches.startsAt })
      .from(coaches)
      .where(
        and(
          lt(coaches.startsAt, period.until),
          or(isNull(coaches.endsAt), gte(coaches.endsAt, period.from)),
        ),
      )
      .orderBy(asc(coaches.id)),
    connections: await tx
      .select({
        id: coachConnections.id,
        coachId: coachConnections.coachId,
        connectedAt: coachConnections.connectedAt,
        disconnectedAt: coachConnections.disconnectedAt,
      })
      .from(coachConnections)
      .where(lt(coachConnections.connectedAt, period.until))
      .orderBy(asc(coachConnections.id)),
  }
}

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
