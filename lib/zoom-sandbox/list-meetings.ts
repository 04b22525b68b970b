import type { JsonObject } from '../core/canonical-json'
import { json, type Answer } from './http'
import { listedMeeting } from './meeting-body'
import { isKept, isToCome, meetingTypes, nextStart } from './meeting-times'
import { pageSizeOf, pageToken, startOfPage } from './page-token'
import type { SandboxMeeting, SandboxUser } from './state'
import type { Store } from './store'
import { invalidPageToken, invalidParameter } from './zoom-errors'

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
  const size = pageSizeOf(query)
  const wanted = Object.hasOwn(types, type) ? types[type] : undefined
  if (!wanted) return invalidParameter('type')
  if (size === null) return invalidParameter('page_size')
  const now = store.now()
  const page = { of: `${user.id} ${type}`, size }
  const from = startOfPage(query.get('next_page_token'), page, now)
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
    next_page_token: pageToken(page, from, all.length, now),
    meetings: all.slice(from, from + size).map((each) => listedMeeting(each, now)),
  }
  return json(200, body)
}

const byStart = (now: Date) => (a: SandboxMeeting, b: SandboxMeeting) =>
  (nextStart(a, now)?.getTime() ?? 0) - (nextStart(b, now)?.getTime() ?? 0) || a.id - b.id
