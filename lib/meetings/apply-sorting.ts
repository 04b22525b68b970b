import { and, eq, isNull, notInArray } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { meetings, meetingSessions } from '#db/schema/meetings'
import type { Context } from '../context'
import { newId } from '../ids'

export type Sorted = 'unsorted' | 'private' | 'session'

/** What one meeting, and with it its whole series, is said to be. */
export type Sorting = { sorted: Sorted; clubIds: readonly string[] }

/**
 * Writes what a meeting is. A private one loses its name, time and length in this same statement:
 * nothing but Zoom's number for it stays, so that it is not asked about again.
 */
export async function applySorting(
  tx: Tx,
  ctx: Context,
  meetingId: string,
  { sorted, clubIds }: Sorting,
): Promise<void> {
  const blank = { topic: null, startsAt: null, duration_minutes: null, openedTimes: null }
  await tx
    .update(meetings)
    .set({ sorted, ...(sorted === 'private' ? blank : {}) })
    .where(eq(meetings.id, meetingId))
  await tx
    .update(meetingSessions)
    .set({ endsAt: ctx.now })
    .where(
      and(
        eq(meetingSessions.meetingId, meetingId),
        isNull(meetingSessions.endsAt),
        notInArray(meetingSessions.clubOrganisationId, [...clubIds]),
      ),
    )
  if (clubIds.length === 0) return
  await tx
    .insert(meetingSessions)
    .values(
      clubIds.map((clubOrganisationId) => ({
        organisationId: ctx.organisation.id,
        id: newId(),
        meetingId,
        clubOrganisationId,
        startsAt: ctx.now,
      })),
    )
    .onConflictDoNothing()
}
