import { desc, eq, isNotNull } from 'drizzle-orm'
import { z } from 'zod'
import { coaches } from '#db/schema/coaches'
import { meetings, sessions } from '#db/schema/meetings'
import type { Context } from '../context'
import { namesOfUsers } from '../memberships/names-of-users'
import { query } from '../query'

export type ExcludedMeeting = {
  meetingId: string
  /** When it was to take place while it was a session; its name is forgotten. */
  startsAt: Date | null
  coachName: string | null
  reason: string
  excludedAt: Date
  excludedBy: string | null
}

/** More than anybody reads; the newest are the ones to be looked at. */
const rows_max = 200

const read = query({
  permission: 'host.read',
  input: z.object({}),
  run: (tx) =>
    tx
      .select({
        meetingId: meetings.id,
        startsAt: sessions.startsAt,
        coachName: coaches.name,
        reason: meetings.excludedReason,
        excludedAt: meetings.excludedAt,
        by: meetings.excludedBy,
      })
      .from(meetings)
      .leftJoin(sessions, eq(sessions.id, meetings.id))
      .leftJoin(coaches, eq(coaches.id, sessions.coachId))
      .where(isNotNull(meetings.excludedAt))
      .orderBy(desc(meetings.excludedAt), desc(meetings.id))
      .limit(rows_max),
})

/** What officers said to be no club session in the club's own Zoom account, with their reasons. */
export async function listExcluded(ctx: Context): Promise<readonly ExcludedMeeting[]> {
  const rows = await read(ctx, {})
  const names = await namesOfUsers(rows.flatMap(({ by }) => by ?? []))
  return rows.flatMap(({ by, excludedAt, reason, ...row }) =>
    excludedAt && reason
      ? [{ ...row, reason, excludedAt, excludedBy: names.get(by ?? '')?.name ?? null }]
      : [],
  )
}
