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
 */
export async function listMeetings(
  client: ZoomClient,
  now: Date,
  user = ownUser,
): Promise<MeetingList> {
  const found: MeetingFacts[] = []
  const tokens = new Set<string>()
  let query: Record<string, string> = { type: 'scheduled', page_size: String(page_size_max) }
  while (tokens.size < pages_max) {
    const answer = await client.get(`/users/${user}/meetings`, query)
    if (!answer.ok) return { ok: false, reason: answer.failure.reason }
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
