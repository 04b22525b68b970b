import { and, desc, eq, gte, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { trail } from '#db/schema/trail'
import { actorUserId, type Context } from '../context'
import { notFound } from '../core/errors'
import { query } from '../query'
import { sortMeetings, type SortedMeetings } from './sort-meetings'

/** Long enough to notice a slip; later it is a change of mind, meeting by meeting. */
const undoFor_ms = 60 * 60_000

const side = z.object({
  sorted: z.enum(['unsorted', 'private', 'session']),
  clubs: z.array(z.string()),
})
const kept = z.object({
  meetings: z.array(z.object({ meeting: z.string(), before: side, after: side })),
})

/** How many meetings were sorted last, within the hour, and can be put back; null for none. */
export const lastSorting = query({
  permission: 'meeting.sort',
  input: z.object({}),
  run: async (tx, ctx) => findLast(tx, ctx),
})

/**
 * Puts the meetings that were sorted last back to what they were. Names and times that were blanked
 * come back with the next check. Throws `not_found` where nothing was sorted within the hour.
 */
export async function undoSorting(ctx: Context): Promise<SortedMeetings> {
  const last = await lastSorting(ctx, {})
  if (!last) throw notFound()
  return sortMeetings(ctx, {
    choices: last.map(({ meeting, before }) => ({
      meetingId: meeting,
      sorted: before.sorted,
      clubIds: before.clubs,
    })),
  })
}

async function findLast(tx: Tx, ctx: Context) {
  const userId = actorUserId(ctx)
  if (!userId) return null
  const rows = await tx
    .select({ detail: trail.detail })
    .from(trail)
    .where(
      and(
        eq(trail.command, 'meetings.sort'),
        eq(trail.actorUserId, userId),
        sql`${trail.detail} -> 'meetings' <> '[]'::jsonb`,
        gte(trail.at, new Date(ctx.now.getTime() - undoFor_ms)),
      ),
    )
    .orderBy(desc(trail.at), desc(trail.id))
    .limit(1)
  const found = kept.safeParse(rows[0]?.detail)
  return found.success ? found.data.meetings : null
}
