import type { CouldNotCheckReason } from '../core/readings'
import type { ZoomClient } from './client'
import { meetingFacts, onceEach, type MeetingFacts } from './meeting-facts'
import { readPages } from './read-pages'
import { ownUser } from './user-path'

export type MeetingList =
  | { readonly ok: true; readonly meetings: readonly MeetingFacts[] }
  | { readonly ok: false; readonly reason: CouldNotCheckReason }

/**
 * The whole list of a user's meetings, each once, or why it is not whole: a list with a gap says
 * nothing of absence. Asked for as `scheduled`, not `upcoming_meetings`: that one ends after six
 * months, so a later session would seem to be gone. What is past and not expired is in this list,
 * too, and is told apart by its time. Instant meetings are in none of them.
 */
export async function listMeetings(
  client: ZoomClient,
  now: Date,
  user = ownUser,
): Promise<MeetingList> {
  const list = await readPages(client, {
    path: `/users/${user}/meetings`,
    query: { type: 'scheduled' },
    key: 'meetings',
    read: (item) => meetingFacts(item, now),
  })
  return list.ok ? { ok: true, meetings: onceEach(list.items, now) } : list
}
