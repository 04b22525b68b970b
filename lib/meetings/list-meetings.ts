import { and, asc, desc, eq, isNull, lt } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { meetings, meetingSessions } from '#db/schema/meetings'
import { absences } from '../core/absences'
import { query } from '../query'
import { id } from '../ids'
import { sessionClubs, type SessionClub } from './session-clubs'

export type MeetingToSort = {
  meetingId: string
  zoomMeetingId: string
  /** Null where it is private, and until the next check after it was. */
  topic: string | null
  startsAt: Date | null
  duration_minutes: number | null
  /** 3 and 8 recur: what is said of one holds for the whole series. */
  recurs: boolean
  /** Of which clubs it is a session now. */
  clubIds: readonly string[]
}

export type Meetings = {
  connectionId: string
  unsorted: readonly MeetingToSort[]
  sessions: readonly MeetingToSort[]
  private: readonly MeetingToSort[]
  clubs: readonly SessionClub[]
  /** True where there are more than are listed. */
  more: boolean
}

/** More than anybody sorts in one sitting; the rest follow once these are sorted. */
const rows_max = 500

/**
 * The person's own meetings in one connection: to be sorted, club sessions, private ones. Nobody
 * else has this list.
 */
export const listMeetings = query({
  permission: 'meeting.sort',
  input: z.object({ connectionId: id }),
  async run(tx, _ctx, { connectionId }): Promise<Meetings> {
    const rows = await tx
      .select()
      .from(meetings)
      .where(and(eq(meetings.connectionId, connectionId), lt(meetings.missingCount, absences)))
      // By the alphabet backwards: unsorted, session, private. What is to be asked comes first.
      .orderBy(desc(meetings.sorted), asc(meetings.startsAt), asc(meetings.id))
      .limit(rows_max + 1)
    const clubsOf = await currentClubs(tx)
    const all = rows.slice(0, rows_max).map((row) => ({
      meetingId: row.id,
      zoomMeetingId: row.zoomMeetingId,
      topic: row.topic,
      startsAt: row.startsAt,
      duration_minutes: row.duration_minutes,
      recurs: row.zoomType === 3 || row.zoomType === 8,
      sorted: row.sorted,
      clubIds: clubsOf.get(row.id) ?? [],
    }))
    const clubs = await sessionClubs(tx)
    return {
      connectionId,
      unsorted: all.filter(({ sorted }) => sorted === 'unsorted'),
      sessions: all.filter(({ sorted }) => sorted === 'session'),
      private: all.filter(({ sorted }) => sorted === 'private'),
      clubs: clubs.filter((club) => club.connectionId === connectionId),
      more: rows.length > rows_max,
    }
  },
})

/** Of which clubs each meeting is a session now, by the meeting's id. */
export async function currentClubs(tx: Tx): Promise<Map<string, string[]>> {
  const rows = await tx.select().from(meetingSessions).where(isNull(meetingSessions.endsAt))
  const clubs = new Map<string, string[]>()
  for (const { meetingId, clubOrganisationId } of rows) {
    clubs.set(meetingId, [...(clubs.get(meetingId) ?? []), clubOrganisationId])
  }
  return clubs
}
