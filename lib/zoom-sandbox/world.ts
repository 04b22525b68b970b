import type { Json, JsonObject } from '../core/canonical-json'
import { accountOf } from './accounts'
import type { App } from './apps'
import { noCounts, type Counts } from './counts'
import { changeMeeting } from './change-meeting'
import {
  tell,
  tellChanged,
  tellDeleted,
  tellPlanned,
  tellSettings,
  type EventWanted,
} from './events'
import { wholeFault, type ChooseFault } from './failures'
import { meetingBody, occurrenceBody, newMeeting, type NewMeeting } from './meeting-body'
import { newUser, type NewUser } from './new-user'
import { newLimiter, usesOf, type Limiter, type Use } from './rate-limits'
import {
  refuseUnknownSetting,
  settingsBody,
  settingsNow,
  type SettingsOption,
} from './settings-body'
import {
  emptyState,
  type AppName,
  type Failure,
  type SandboxMeeting,
  type SandboxUser,
} from './state'
import { meetingOf, userOf, type Store } from './store'
import { expireAccess, revokeAll } from './tokens'
import { userBody } from './user-body'
import { asSet } from './user-settings'
import type { Webhooks } from './webhooks'
import { accountsOf, type AccountsWorld } from './world-accounts'

/** What to answer instead of the truth. Only `path` has to be said. */
export type NewFailure = Partial<Failure> & {
  /** A regular expression for the path with its query: `^/v2/users/me/settings`, `^/oauth/token`. */
  path: string
}

/**
 * The people and meetings of one stand-in Zoom, and what goes wrong there. Ids may be the user's id
 * or e-mail address. Whatever is not there throws `not_found`.
 */
export type World = AccountsWorld & {
  users(): readonly SandboxUser[]
  user(idOrEmail: string): SandboxUser
  /** A new user in an account of their own, or in another user's. The e-mail must be new. */
  addUser(user: NewUser): SandboxUser
  /** Sets one of the user's settings by Zoom's own path; null makes Zoom leave it out. */
  setUserSetting(userId: string, path: string, value: Json): void
  /** `by` is whoever changes it; usual: the user. */
  setUserSettings(userId: string, values: JsonObject, by?: string): void
  /** What the next consent grants; null for all that the app asks for. */
  setScopes(userId: string, scopes: readonly string[] | null): void
  /** What an administrator locked for this user, by Zoom's own paths; none for nothing any more. */
  lockSettings(userId: string, paths: readonly string[]): void
  /** Settings, also of meetings, that an app's change of is taken with 204 and not made; `*` for all. */
  ignoreChanges(userId: string, paths: readonly string[]): void
  addMeeting(userId: string, meeting: NewMeeting): SandboxMeeting
  /**
   * Changes a meeting by dotted paths of GET /meetings/{id}: `topic`, `settings.waiting_room`;
   * `startsAt` and `duration_minutes`; `password` true for a new passcode, false for none, null to say nothing of it.
   */
  setMeeting(userId: string, meetingId: number, values: JsonObject, by?: string): void
  removeMeeting(userId: string, meetingId: number): void
  /**
   * The user removes the app at Zoom, or each app where none is named: every token of theirs is
   * dead. An app that is not published is not told.
   */
  removeApp(userId: string, app?: AppName): void
  /** Makes the user's access tokens too old. Refresh tokens stay good. */
  expireAccess(userId: string, app?: AppName): void
  /** How long a refresh token is good after its first use. Usual: not at all. */
  setRefreshGrace(ms: number): void
  /** Answers with a failure, until it was given `times` times or for ever (null). Usual: once. */
  failWith(failure: NewFailure): void
  clearFailures(): void
  /** Asked before each answer what goes wrong with it, after `failWith`: for storms by a seed. */
  setFaults(choose: ChooseFault | null): void
  /** How far the `Date` of the server's answers is out. */
  setClockSkew(ms: number): void
  /** How long each answer of the API takes. */
  setLatency(ms: number): void
  /** Whether Zoom's limits for each account, class and plan are kept. Off unless asked for. */
  setRateLimits(on: boolean): void
  requests(): Counts
  /** The most that each account asked in a second and a day, and what was refused for limits. */
  uses(): readonly Use[]
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
  bodyOfTime(userId: string, meetingId: number, occurrenceId: string): JsonObject | null
  /** Forgets everything, secrets excepted. */
  reset(): void
}

/** What the server itself needs of the world's. */
export type Inside = {
  store: Store
  counts: Counts
  latency_ms: number
  clockSkew_ms: number
  choose: ChooseFault | null
  limiter: Limiter
  webhooks: Webhooks
  apps: readonly App[]
}

export function createWorld(inside: Inside): World {
  const { store } = inside
  return {
    ...usersOf(inside),
    ...accountsOf(inside),
    ...meetingsOf(inside),
    ...failuresOf(inside),
    ...countsOf(inside),
    sendEvent: (id, wanted) => tell(inside, id, wanted),
    webhooks: inside.webhooks,
    secrets: () => store.state.secrets,
    reset: () => {
      const { secrets } = store.state
      Object.assign(store.state, { ...emptyState(), secrets })
      Object.assign(inside, { counts: noCounts(), choose: null, clockSkew_ms: 0 })
      inside.limiter = { ...newLimiter(), on: inside.limiter.on }
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
  setUserSettings: (id: string, values: JsonObject, by?: string) =>
    setSettings(inside, id, values, by),
  setScopes: (id: string, scopes: readonly string[] | null) => {
    userOf(store, id).scopes = scopes
    store.changed()
  },
  lockSettings: (id: string, paths: readonly string[]) => {
    userOf(store, id).locked = paths
    store.changed()
  },
  ignoreChanges: (id: string, paths: readonly string[]) => {
    userOf(store, id).ignored = paths
    store.changed()
  },
  removeApp: (id: string, app?: AppName) => revokeAll(store, userOf(store, id).id, app),
  expireAccess: (id: string, app?: AppName) => expireAccess(store, userOf(store, id).id, app),
  bodyOfUser: (id: string) => {
    const user = asSet(store, userOf(store, id))
    return userBody(user, accountOf(store, user.accountId))
  },
  bodyOfSettings: (id: string, option: SettingsOption = 'general') =>
    settingsBody(asSet(store, userOf(store, id)), option),
})

function setSettings(inside: Inside, id: string, values: JsonObject, by?: string): void {
  const { store } = inside
  const user = userOf(store, id)
  for (const [path, value] of Object.entries(values)) refuseUnknownSetting(user, path, value)
  const before = settingsNow(asSet(store, user))
  Object.assign(user.settings, values)
  store.changed()
  tellSettings(inside, { user, by: byWhom(inside, by) }, before, values)
}

const byWhom = ({ store }: Inside, by: string | undefined) =>
  by === undefined ? undefined : userOf(store, by)

const meetingsOf = (inside: Inside, { store } = inside) => ({
  addMeeting: (id: string, asked: NewMeeting) => {
    const user = userOf(store, id)
    const host = asSet(store, user)
    const made = newMeeting(store, host, asked)
    const meeting = asked.values ? changeMeeting(store, host, made, asked.values) : made
    user.meetings.push(meeting)
    store.changed()
    tellPlanned(inside, { user }, meeting)
    return meeting
  },
  setMeeting: (id: string, meetingId: number, values: JsonObject, by?: string) => {
    const user = userOf(store, id)
    const before = meetingOf(user, meetingId)
    const changed = changeMeeting(store, user, before, values)
    user.meetings = user.meetings.map((each) => (each.id === meetingId ? changed : each))
    store.changed()
    tellChanged(inside, { user, by: byWhom(inside, by) }, { before, after: changed, values })
  },
  removeMeeting: (id: string, meetingId: number) => {
    const user = userOf(store, id)
    const gone = meetingOf(user, meetingId)
    user.meetings = user.meetings.filter((each) => each !== gone)
    store.changed()
    tellDeleted(inside, { user }, gone)
  },
  bodyOfMeeting: (id: string, meetingId: number) =>
    meetingBody(meetingOf(userOf(store, id), meetingId), store.now()),
  bodyOfTime: (id: string, meetingId: number, occurrenceId: string) =>
    occurrenceBody(meetingOf(userOf(store, id), meetingId), occurrenceId, store.now()),
})

const failuresOf = (inside: Inside) => ({
  failWith: (failure: NewFailure) => {
    const whole = wholeFault({ userId: null, times: 1, ...failure })
    inside.store.state.failures.push(whole)
    inside.store.changed()
  },
  clearFailures: () => {
    inside.store.state.failures = []
    inside.store.changed()
  },
  setFaults: (choose: ChooseFault | null) => {
    inside.choose = choose
  },
  setClockSkew: (ms: number) => {
    inside.clockSkew_ms = ms
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
  uses: () => usesOf(inside.limiter),
  resetRequests: () => {
    inside.counts = noCounts()
    inside.limiter = { ...newLimiter(), on: inside.limiter.on }
  },
})
