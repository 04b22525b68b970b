import { and, eq, gte, sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { meetings } from '#db/schema/meetings'
import { zoomEvents } from '#db/schema/zoom-events'
import { makeSessions } from '../audits/keep-new-sessions'
import { userToRead } from '../audits/user-to-read'
import type { Context } from '../context'
import { newId } from '../ids'
import { eventFacts } from '../zoom/webhook-event'
import type { WaitingEvent } from './waiting-events'

/** One that is started on the spot, as Zoom numbers it. */
const instant = 1

/**
 * A meeting that goes on and that we have never seen: Zoom lists none that is started on the spot.
 * It stands among those to be sorted while it runs, and is read as soon as its host says whose
 * session it is; in a club's own account it is the club's at once. One whose end was told of before
 * its beginning is past.
 */
export async function listStartedMeeting(
  tx: Tx,
  ctx: Context,
  connectionId: string,
  event: WaitingEvent,
): Promise<void> {
  const { zoomMeetingId, meetingTopic, eventAt } = event
  if (zoomMeetingId === null || (await hasEnded(tx, connectionId, event))) return
  const { zoom_type, starts_at, duration_minutes } = eventFacts.parse(event.facts)
  const isInstant = zoom_type === instant
  const isHost = (await userToRead(tx, connectionId)).known !== null
  await tx
    .insert(meetings)
    .values({
      organisationId: ctx.organisation.id,
      id: newId(),
      connectionId,
      zoomMeetingId,
      sorted: isHost ? 'session' : 'unsorted',
      zoomType: zoom_type ?? 0,
      topic: meetingTopic,
      startsAt: starts_at ?? (isInstant ? eventAt : null),
      duration_minutes: isInstant ? null : (duration_minutes ?? null),
      firstSeenAt: ctx.now,
      lastSeenAt: ctx.now,
    })
    .onConflictDoNothing()
  if (isHost) await makeSessions(tx, ctx, connectionId)
}

async function hasEnded(tx: Tx, connectionId: string, event: WaitingEvent): Promise<boolean> {
  if (eventFacts.parse(event.facts).zoom_type !== instant) return false
  const ended = await tx
    .select({ id: zoomEvents.id })
    .from(zoomEvents)
    .where(
      and(
        eq(zoomEvents.connectionId, connectionId),
        eq(zoomEvents.zoomMeetingId, event.zoomMeetingId ?? ''),
        eq(zoomEvents.event, 'meeting.ended'),
        gte(zoomEvents.eventAt, event.eventAt),
      ),
    )
    .limit(1)
  return ended.length > 0
}

/** How long one that was started on the spot went on is known once it ends; then it is past. */
export async function endInstantMeeting(
  tx: Tx,
  connectionId: string,
  { zoomMeetingId, eventAt, facts }: WaitingEvent,
): Promise<boolean> {
  if (zoomMeetingId === null) return false
  const endedAt = (eventFacts.parse(facts).ended_at ?? eventAt).toISOString()
  const ended = await tx
    .update(meetings)
    .set({
      duration_minutes: sql`greatest(1, floor(
        extract(epoch from (${endedAt}::timestamptz - ${meetings.startsAt})) / 60))::integer`,
    })
    .where(
      and(
        eq(meetings.connectionId, connectionId),
        eq(meetings.zoomMeetingId, zoomMeetingId),
        eq(meetings.zoomType, instant),
        sql`${meetings.startsAt} <= ${endedAt}::timestamptz`,
      ),
    )
    .returning({ id: meetings.id })
  return ended.length > 0
}
