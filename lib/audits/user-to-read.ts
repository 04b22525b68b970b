import { eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { meetings } from '#db/schema/meetings'
import { zoomConnections } from '#db/schema/zoom-connections'
import { isOver } from '../core/session-time'
import { newId } from '../ids'
import type { MeetingList } from '../zoom/list-meetings'
import { ownUser, userPart } from '../zoom/user-path'
import type { SessionToRead } from './begin-audit'

/** Whose account an audit reads. */
export type UserToRead = {
  /** As a part of Zoom's paths. */
  readonly path: string
  /**
   * Of a host of a club's own account: the numbers of the meetings that are known. Every other one
   * that the list has is a session, until an officer says otherwise. Null where a person sorts theirs.
   */
  readonly known: readonly string[] | null
}

/** Whose account a connection is. In the transaction that begins its audit. */
export async function userToRead(tx: Tx, connectionId: string): Promise<UserToRead> {
  const [connection] = await tx
    .select({ way: zoomConnections.way, zoomUserId: zoomConnections.zoomUserId })
    .from(zoomConnections)
    .where(eq(zoomConnections.id, connectionId))
  if (connection?.way !== 'host') return { path: ownUser, known: null }
  const rows = await tx
    .select({ zoomMeetingId: meetings.zoomMeetingId })
    .from(meetings)
    .where(eq(meetings.connectionId, connectionId))
  return {
    path: userPart(connection.zoomUserId),
    known: rows.map(({ zoomMeetingId }) => zoomMeetingId),
  }
}

/** Sessions that a host's list shows for the first time, to be opened in the same audit. */
export function newSessions(
  { known }: UserToRead,
  list: MeetingList,
  now: Date,
): readonly SessionToRead[] {
  if (known === null || !list.ok) return []
  const numbers = new Set(known)
  return list.meetings
    .filter((meeting) => !numbers.has(meeting.zoomMeetingId) && !isOver(meeting, now))
    .map(({ zoomMeetingId }) => ({ id: newId(), zoomMeetingId, missingCount: 0 }))
}
