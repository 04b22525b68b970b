import { desc, eq, type SQL } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { meetings } from '#db/schema/meetings'
import { mends } from '#db/schema/mends'
import { coachConnections } from '#db/schema/zoom-connections'
import type { MendChange } from '../core/mends/plan-mend'
import { putBackUntil, type MendState } from '../core/mends/states'
import type { ControlId } from '../core/results'
import type { MendRow } from './move-mend'

/** A mend as its person sees it, or an officer of the club whose account it is in. */
export type SeenMend = {
  readonly mendId: string
  readonly connectionId: string
  readonly subjectKind: 'user' | 'meeting'
  readonly subjectId: string
  /** What the session is called; null for the person's own settings, or where that is not known. */
  readonly topic: string | null
  /** When the session next takes place, where that is known. */
  readonly startsAt: Date | null
  /** When the one time of a series is that was changed alone; null where it was all of it. */
  readonly occurrenceAt: Date | null
  /** Whose settings or session it is in a club's own account; null in one's own record. */
  readonly coachName: string | null
  readonly controls: readonly ControlId[]
  readonly changes: readonly MendChange[]
  readonly state: MendState
  /** The mend that this one puts back. */
  readonly undoes: string | null
  /** The run that it is part of. */
  readonly runId: string | null
  readonly confirmedAt: Date
  readonly confirmedBy: string
  readonly sentAt: Date | null
  readonly settledAt: Date | null
  /** Why Zoom refused it. */
  readonly refusal: string | null
  /** The check that reads, or read, what came of it. */
  readonly auditId: string | null
  readonly readBack: MendRow['readBack']
  /** Until when it can be put back from here; null where it cannot. */
  readonly putBackUntil: Date | null
}

/** Mends of the transaction's organisation, newest first. */
export async function seenMends(
  tx: Tx,
  now: Date,
  where: SQL | undefined,
  limit: number,
): Promise<SeenMend[]> {
  const rows = await tx
    .select({
      mend: mends,
      topic: meetings.topic,
      startsAt: meetings.startsAt,
      coachName: coaches.name,
    })
    .from(mends)
    .leftJoin(meetings, eq(meetings.id, mends.subjectId))
    .leftJoin(coachConnections, eq(coachConnections.id, mends.connectionId))
    .leftJoin(coaches, eq(coaches.id, coachConnections.coachId))
    .where(where)
    .orderBy(desc(mends.confirmedAt), desc(mends.id))
    .limit(limit)
  return rows.map(({ mend, ...of }) => seen(mend, of, now))
}

function seen(
  mend: MendRow,
  of: Pick<SeenMend, 'topic' | 'startsAt' | 'coachName'>,
  now: Date,
): SeenMend {
  const { id, connectionId, subjectKind, subjectId, controls, changes, state, undoes, runId } = mend
  const { confirmedAt, confirmedBy, sentAt, settledAt, refusal, auditId, readBack } = mend
  const { occurrenceAt } = mend
  const until = putBackUntil(mend)
  return {
    mendId: id,
    ...{ connectionId, subjectKind, subjectId, controls, changes, state, undoes, runId },
    ...of,
    occurrenceAt,
    ...{ confirmedAt, confirmedBy, sentAt, settledAt, refusal, auditId, readBack },
    putBackUntil: until && until > now ? until : null,
  }
}
