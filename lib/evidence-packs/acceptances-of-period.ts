import { asc, lt } from 'drizzle-orm'
import { acceptanceEvents, acceptances } from '#db/schema/acceptances'
import type { Tx } from '#db/tenant'
import { grouped } from '../core/grouped'
import type { PackPeriod } from './collect-pack'

/**
 * Risks that somebody asked to accept and that were not over before the period began, each with what
 * had been written down of it by the period's end: how it stands now is no part of that.
 */
export async function acceptancesOfPeriod(tx: Tx, { from, until }: PackPeriod) {
  const rows = await tx
    .select({
      id: acceptances.id,
      findingId: acceptances.findingId,
      control: acceptances.control,
      level: acceptances.level,
      subjectKind: acceptances.subjectKind,
      subjectId: acceptances.subjectId,
      coachId: acceptances.coachId,
      requestedAt: acceptances.requestedAt,
      until: acceptances.until,
    })
    .from(acceptances)
    .where(lt(acceptances.requestedAt, until))
    .orderBy(asc(acceptances.requestedAt), asc(acceptances.id))
  if (rows.length === 0) return []
  const events = await tx
    .select()
    .from(acceptanceEvents)
    .where(lt(acceptanceEvents.recordedAt, until))
    .orderBy(asc(acceptanceEvents.at), asc(acceptanceEvents.id))
  const eventsOf = grouped(events, ({ acceptanceId }) => acceptanceId)
  return rows
    .map((row) => ({ ...row, events: eventsOf.get(row.id) ?? [] }))
    .filter(({ events: all }) => {
      const last = all.at(-1)
      return last !== undefined && (isLive(last.event) || last.at >= from)
    })
}

/** Nothing ended it yet: it is asked for, or in force. */
const isLive = (event: string) => event === 'requested' || event === 'approved'

type AcceptanceOfPeriod = Awaited<ReturnType<typeof acceptancesOfPeriod>>[number]

/** Those that were in force at a moment, by the finding that they are of. */
export function acceptedAt(
  all: readonly AcceptanceOfPeriod[],
  at: Date,
): ReadonlyMap<string, AcceptanceOfPeriod> {
  const accepted = all.filter(
    ({ events, until }) => events.at(-1)?.event === 'approved' && until > at,
  )
  return new Map(accepted.map((each) => [each.findingId, each]))
}
