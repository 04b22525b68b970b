import { and, asc, eq, inArray, isNull, lt, ne } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { zoomEvents } from '#db/schema/zoom-events'
import type { Context } from '../context'
import { day_ms } from '../core/durations'

export type WaitingEvent = typeof zoomEvents.$inferSelect

/** How many events of one connection are worked in one transaction. */
export const events_max = 500

/** Worked events say no more than the trail does; alerts stay for as long as their meeting. */
const keptFor_ms = 30 * day_ms

/** What was told of a connection and not worked yet, as it happened and not as it arrived. */
export const waitingEvents = (tx: Tx, connectionId: string): Promise<WaitingEvent[]> =>
  tx
    .select()
    .from(zoomEvents)
    .where(and(eq(zoomEvents.connectionId, connectionId), isNull(zoomEvents.workedAt)))
    .orderBy(asc(zoomEvents.eventAt), asc(zoomEvents.id))
    .limit(events_max)

/** They are done with; the meeting's name goes with that. */
export async function markWorked(
  tx: Tx,
  ctx: Context,
  events: readonly WaitingEvent[],
): Promise<void> {
  if (events.length === 0) return
  await tx
    .update(zoomEvents)
    .set({ workedAt: ctx.now, meetingTopic: null })
    .where(
      inArray(
        zoomEvents.id,
        events.map((event) => event.id),
      ),
    )
}

export async function forgetOld(tx: Tx, ctx: Context, connectionId: string): Promise<void> {
  await tx
    .delete(zoomEvents)
    .where(
      and(
        eq(zoomEvents.connectionId, connectionId),
        ne(zoomEvents.event, 'meeting.risk_alert'),
        lt(zoomEvents.workedAt, new Date(ctx.now.getTime() - keptFor_ms)),
      ),
    )
}
