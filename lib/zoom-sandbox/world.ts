import type { Json, JsonObject } from '../core/canonical-json'
import { noCounts, type Counts } from './counts'
import { changeMeeting } from './change-meeting'
import { settingsNow, tell, tellMeeting, tellSettings, type EventWanted } from './events'
import { meetingBody, newMeeting, type NewMeeting } from './meeting-body'
import { newUser, type NewUser } from './new-user'
import { newLimiter, type Limiter } from './rate-limits'
import { refuseUnknownSetting, settingsBody, type SettingsOption } from './settings-body'
import { emptyState, type Failure, type SandboxMeeting, type SandboxUser } from './state'
import { meetingOf, userOf, type Store } from './store'
import { expireAccess, revokeAll } from './tokens'
import { userBody } from './user-body'
import type { Webhooks } from './webhooks'

/** What to answer instead of the truth. Only `path` has to be said. */
export type NewFailure = Partial<Failure> & {
  /** A regular expression for the path with its query: `^/v2/users/me/settings`, `^/oauth/token`. */
  path: string
}

/**
 * The people and meetings of one stand-in Zoom, and what goes wrong there. Ids may be the user's id
 * or e-mail address. Whatever is not there throws `not_found`.
 */
export type World = {
  users(): readonly SandboxUser[]
  user(idOrEmail: string): SandboxUser
  /** A new user in an account of their own, or in another user's. The e-mail must be new. */
  addUser(user: NewUser): SandboxUser
  /** Sets one of the user's settings by Zoom's own path; null makes Zoom leave it out. */
  setUserSetting(userId: string, path: string, value: Json): void
  setUserSettings(userId: string, values: JsonObject): void
  /** What the next consent grants; null for all that the app asks for. */
  setScopes(userId: string, scopes: readonly string[] | null): void
  /** What an administrator locked for this user, by Zoom's own paths; none for nothing any more. */
  lockSettings(userId: string, paths: readonly string[]): void
  addMeeting(userId: string, meeting: NewMeeting): SandboxMeeting
  /**
   * Changes a meeting by dotted paths of GET /meetings/{id}: `topic`, `settings.waiting_room`;
   * `startsAt` and `duration_minutes`; `password` true for a new passcode, false for none, null to say nothing of it.
   */
  setMeeting(userId: string, meetingId: number, values: JsonObject): void
  removeMeeting(userId: string, meetingId: number): void
  /** The user removes the app at Zoom: every token of theirs is dead. An app that is not published is not told. */
  removeApp(userId: string): void
  /** Makes the user's access tokens too old. Refresh tokens stay good. */
  expireAccess(userId: string): void
  /** How long a refresh token is good after its first use. Usual: not at all. */
  setRefreshGrace(ms: number): void
  /** Answers with a failure, until it was given `times` times or for ever (null). Usual: once. */
  failWith(failure: NewFailure): void
  clearFailures(): void
  /** How long each answer of the API takes. */
  setLatency(ms: number): void
  /** Whether Zoom's limits for each account, class and plan are kept. Off unless asked for. */
  setRateLimits(on: boolean): void
  requests(): Counts
  resetRequests(): void
  /** Tells the app of something, as Zoom does: `meeting.started`, `meeting.risk_alert` … */
  sendEvent(userId: string, wanted: EventWanted): void
  webhooks: Webhooks
  /** Every secret that was ever made: tokens, codes, passcodes, links, keys, personal numbers. */
  secrets(): readonly string[]
  /** The bodies that the API answers with, without asking it. */
  bodyOfUser(userId: string): JsonObject
  bodyOfSettings(userId: string, option?: SettingsOption): JsonObject
  bodyOfMeeting(userId: string, meetingId: number): JsonObject
  /** Forgets everything, secrets excepted. */
  reset(): void
}

/** What the server itself needs of the world's. */
export type Inside = {
  store: Store
  counts: Counts
  latency_ms: number
  limiter: Limiter
  webhooks: Webhooks
  clientId: string
}

export function createWorld(inside: Inside): World {
  const { store } = inside
  return {
    ...usersOf(inside),
    ...meetingsOf(inside),
    ...failuresOf(inside),
    ...countsOf(inside),
    sendEvent: (id, wanted) => tell(inside, id, wanted),
    webhooks: inside.webhooks,
    secrets: () => store.state.secrets,
    reset: () => {
      const { secrets } = store.state
      Object.assign(store.state, { ...emptyState(), secrets })
      inside.counts = noCounts()
      store.changed()
    },
  }
}

const usersOf = (inside: Inside, { store } = inside) => ({
  users: () => store.state.users,
  user: (id: string) => userOf(store, id),
  addUser: (user: NewUser) => newUser(store, user),
  setUserSetting: (id: string, path: string, value: Json) =>
    setSettings(inside, id, { [path]: value }),
  setUserSettings: (id: string, values: JsonObject) => setSettings(inside, id, values),
  setScopes: (id: string, scopes: readonly string[] | null) => {
    userOf(store, id).scopes = scopes
    store.changed()
  },
  lockSettings: (id: string, paths: readonly string[]) => {
    userOf(store, id).locked = paths
    store.changed()
  },
  removeApp: (id: string) => revokeAll(store, userOf(store, id).id),
  expireAccess: (id: string) => expireAccess(store, userOf(store, id).id),
  bodyOfUser: (id: string) => userBody(userOf(store, id)),
  bodyOfSettings: (id: string, option: SettingsOption = 'general') =>
    settingsBody(userOf(store, id), option),
})

function setSettings(inside: Inside, id: string, values: JsonObject): void {
  const { store } = inside
  const user = userOf(store, id)
  for (const [path, value] of Object.entries(values)) refuseUnknownSetting(user, path, value)
  const before = settingsNow(user)
  Object.assign(user.settings, values)
  store.changed()
  tellSettings(inside, user, before, values)
}

const meetingsOf = (inside: Inside, { store } = inside) => ({
  addMeeting: (id: string, asked: NewMeeting) => {
    const user = userOf(store, id)
    const made = newMeeting(store, user, asked)
    const meeting = asked.values ? changeMeeting(store, user, made, asked.values) : made
    user.meetings.push(meeting)
    store.changed()
    tellMeeting(inside, 'meeting.created', user, meeting)
    return meeting
  },
  setMeeting: (id: string, meetingId: number, values: JsonObject) => {
    const user = userOf(store, id)
    const changed = changeMeeting(store, user, meetingOf(user, meetingId), values)
    user.meetings = user.meetings.map((each) => (each.id === meetingId ? changed : each))
    store.changed()
    tellMeeting(inside, 'meeting.updated', user, changed)
  },
  removeMeeting: (id: string, meetingId: number) => {
    const user = userOf(store, id)
    const gone = meetingOf(user, meetingId)
    user.meetings = user.meetings.filter((each) => each !== gone)
    store.changed()
    tellMeeting(inside, 'meeting.deleted', user, gone)
  },
  bodyOfMeeting: (id: string, meetingId: number) =>
    meetingBody(meetingOf(userOf(store, id), meetingId), store.now()),
})

const failuresOf = (inside: Inside) => ({
  failWith: (failure: NewFailure) => {
    inside.store.state.failures.push({
      userId: null,
      status: 500,
      body: { code: 500, message: 'Internal Server Error' },
      headers: {},
      delay_ms: 0,
      drop: false,
      lost: false,
      times: 1,
      ...failure,
    })
    inside.store.changed()
  },
  clearFailures: () => {
    inside.store.state.failures = []
    inside.store.changed()
  },
  setRefreshGrace: (ms: number) => {
    inside.store.refreshGrace_ms = ms
  },
  setLatency: (ms: number) => {
    inside.latency_ms = ms
  },
  setRateLimits: (on: boolean) => {
    inside.limiter = { ...newLimiter(), on }
  },
})

const countsOf = (inside: Inside) => ({
  requests: () => structuredClone(inside.counts),
  resetRequests: () => {
    inside.counts = noCounts()
  },
})
