import { usersOfAccount } from './accounts'
import type { Asked } from './asked'
import { json, type Answer } from './http'
import { listMeetings } from './list-meetings'
import { meetingBody, occurrenceBody } from './meeting-body'
import { isKept } from './meeting-times'
import { settingsBody, settingsOptions } from './settings-body'
import type { SandboxMeeting, SandboxUser } from './state'
import { isAddressOf } from './store'
import { userBody } from './user-body'
import { asSet } from './user-settings'
import { invalidMeetingId, invalidParameter, lacksScopes, noMeeting, noUser } from './zoom-errors'

/** A request about one user, as Zoom sees them: with what is inherited and forced. */
export type OfUser = Asked & { user: SandboxUser }

/** A request about a meeting that is there, and whose it is. */
export type OfMeeting = OfUser & { meeting: SandboxMeeting }

/** Who is asked about: whoever consented, or, for an administrator, anybody of the account. */
export const ofUser =
  (answer: (asked: OfUser) => Answer) =>
  (asked: Asked): Answer => {
    const { store, asker, account, id, forAll, allScope } = asked
    const isOwn = id === 'me' || id === asker.id || isAddressOf(asker, id)
    // The consent of one person is for that person alone: others take an administrator's scopes.
    if (!isOwn && !forAll) return lacksScopes([allScope])
    const user = isOwn
      ? asker
      : usersOfAccount(store, account.id).find((each) => each.id === id || isAddressOf(each, id))
    return user ? answer({ ...asked, user: asSet(store, user) }) : noUser(id)
  }

/** One of the asker's meetings, or, for an administrator, of anybody's of the account. */
export const ofMeeting =
  (answer: (asked: OfMeeting) => Answer) =>
  (asked: Asked): Answer => {
    const { store, asker, account, id, forAll } = asked
    if (!/^\d{1,20}$/.test(id)) return invalidMeetingId()
    const hosts = forAll ? usersOfAccount(store, account.id) : [asker]
    const user = hosts.find(({ meetings }) => meetings.some((each) => String(each.id) === id))
    const meeting = user?.meetings.find((each) => String(each.id) === id)
    if (!user || !meeting || !isKept(meeting, store.now())) return noMeeting(id)
    return answer({ ...asked, user: asSet(store, user), meeting })
  }

/** GET /users/{id}. */
export const getUser = ({ user, account }: OfUser): Answer => json(200, userBody(user, account))

/** GET /users/{id}/settings, in the shape that `option` asks for. */
export function getUserSettings({ call, user }: OfUser): Answer {
  const asked = call.query.get('option') ?? 'general'
  const option = settingsOptions.find((each) => each === asked)
  return option ? json(200, settingsBody(user, option)) : invalidParameter('option')
}

/** GET /users/{id}/meetings. */
export const listUserMeetings = ({ store, call, user }: OfUser): Answer =>
  listMeetings(store, user, call.query)

/** GET /meetings/{id}; with `occurrence_id`, one time of a series as it is set by itself. */
export function getMeeting({ store, call, id, meeting }: OfMeeting): Answer {
  const occurrenceId = call.query.get('occurrence_id')
  if (occurrenceId === null) return json(200, meetingBody(meeting, store.now()))
  const body = occurrenceBody(meeting, occurrenceId, store.now())
  return body ? json(200, body) : noMeeting(id)
}
