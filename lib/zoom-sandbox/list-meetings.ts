import type { JsonObject } from '../core/canonical-json'
import { json, type Answer } from './http'
import { listedMeeting } from './meeting-body'
import { isKept, isToCome, meetingTypes, nextStart } from './meeting-times'
import type { SandboxMeeting, SandboxUser } from './state'
import type { Store } from './store'
import { invalidPageToken, invalidParameter } from './zoom-errors'

const page_size = { usual: 30, max: 300 }

/** How long Zoom takes a token for the next page. */
const pageToken_ms = 15 * 60_000

type Wanted = (meeting: SandboxMeeting, now: Date) => boolean

/** What `type` asks for. The stand-in has no meeting that is under way. */
const types: { readonly [type: string]: Wanted } = {
  scheduled: isKept,
  live: () => false,
  upcoming: isToCome,
  upcoming_meetings: isToCome,
  previous_meetings: (meeting, now) => isKept(meeting, now) && !isToCome(meeting, now),
}

/**
 * GET /users/{id}/meetings: one page of the user's meetings, by when they begin. A series is one
 * item. Zoom's notes say that instant meetings are not listed, its schema has their type; here they
 * are in no list.
 */
export function listMeetings(store: Store, user: SandboxUser, query: URLSearchParams): Answer {
  const type = query.get('type') ?? 'scheduled'
  const size = Number(query.get('page_size') ?? page_size.usual)
  const wanted = Object.hasOwn(types, type) ? types[type] : undefined
  if (!wanted) return invalidParameter('type')
  if (!Number.isInteger(size) || size < 1 || size > page_size.max) {
    return invalidParameter('page_size')
  }
  const now = store.now()
  const from = startOfPage(query.get('next_page_token'), { userId: user.id, type, size }, now)
  if (from === null) return invalidPageToken()
  // One that is started on the spot is in none of Zoom's lists.
  const all = user.meetings
    .filter((each) => each.body['type'] !== meetingTypes.instant && wanted(each, now))
    .toSorted(byStart(now))
  const body: JsonObject = {
    page_count: Math.ceil(all.length / size),
    page_number: Math.floor(from / size) + 1,
    page_size: size,
    total_records: all.length,
    next_page_token:
      from + size < all.length ? pageToken({ userId: user.id, type, size }, from + size, now) : '',
    meetings: all.slice(from, from + size).map((each) => listedMeeting(each, now)),
  }
  return json(200, body)
}

const byStart = (now: Date) => (a: SandboxMeeting, b: SandboxMeeting) =>
  (nextStart(a, now)?.getTime() ?? 0) - (nextStart(b, now)?.getTime() ?? 0) || a.id - b.id

type Page = { userId: string; type: string; size: number }

const pageToken = (page: Page, from: number, now: Date): string =>
  Buffer.from(JSON.stringify({ ...page, from, at: now.getTime() })).toString('base64url')

/** Where the page begins; null for a token that is too old, or of another list. */
function startOfPage(token: string | null, page: Page, now: Date): number | null {
  if (!token) return 0
  try {
    const said: Page & { from: number; at: number } = JSON.parse(
      Buffer.from(token, 'base64url').toString(),
    )
    const same = said.userId === page.userId && said.type === page.type && said.size === page.size
    const fresh = now.getTime() - said.at < pageToken_ms
    return same && fresh && Number.isSafeInteger(said.from) ? said.from : null
  } catch {
    return null
  }
}
