import { z } from 'zod'
import type { CouldNotCheckReason } from '../core/readings'
import type { ZoomClient } from './client'
import { page_size_max, pages_max } from './limits'
import { meetingFacts, onceEach, type MeetingFacts } from './meeting-facts'
import { ownUser } from './user-path'

export type MeetingList =
  | { readonly ok: true; readonly meetings: readonly MeetingFacts[] }
  | { readonly ok: false; readonly reason: CouldNotCheckReason }

const page = z.looseObject({
  meetings: z.array(z.unknown()).max(page_size_max * 10),
  next_page_token: z.string().nullish(),
})

/**
 * The whole list of a user's meetings, each once, or why it is not whole: a list with a gap says
 * nothing of absence. Asked for as `scheduled`, not `upcoming_meetings`: that one ends after six
 * months, so a later session would seem to be gone. What is past and not expired is in this list,
 * too, and is told apart by its time. Instant meetings are in none of them.
 *
 * Zoom takes the token of a next page for a quarter of an hour. Where it refuses one, the list is
 * begun anew, once: what was read of it by then may be old.
 */
export async function listMeetings(
  client: ZoomClient,
  now: Date,
  user = ownUser,
): Promise<MeetingList> {
  const list = await readPages(client, now, user)
  if (list !== 'begin_anew') return list
  const again = await readPages(client, now, user)
  return again === 'begin_anew' ? { ok: false, reason: 'zoom_down' } : again
}

async function readPages(
  client: ZoomClient,
  now: Date,
  user: string,
): Promise<MeetingList | 'begin_anew'> {
  const found: MeetingFacts[] = []
  const tokens = new Set<string>()
  let query: Record<string, string> = { type: 'scheduled', page_size: String(page_size_max) }
  while (tokens.size < pages_max) {
    const answer = await client.get(`/users/${user}/meetings`, query)
    if (!answer.ok) {
      const { reason, again } = answer.failure
      const isTokenRefused = tokens.size > 0 && reason === 'zoom_down' && again === 'never'
      return isTokenRefused ? 'begin_anew' : { ok: false, reason }
    }
    const parsed = page.safeParse(answer.body)
    const facts = parsed.data?.meetings.map((each) => meetingFacts(each, now)) ?? [null]
    const known = facts.filter((each) => each !== null)
    if (known.length < facts.length) return { ok: false, reason: 'unreadable_body' }
    found.push(...known)
    const next = parsed.data?.next_page_token
    if (!next) return { ok: true, meetings: onceEach(found, now) }
    if (tokens.has(next)) break
    tokens.add(next)
    query = { ...query, next_page_token: next }
  }
  return { ok: false, reason: 'unreadable_body' }
}
