import { createHash } from 'node:crypto'
import type { JsonObject } from '../core/canonical-json'
import { AppError } from '../core/errors'
import type { App } from './apps'
import { changedLeaves } from './changed-leaves'
import { valueAt, withValue, withValues } from './json-path'
import { meetingBody, occurrenceBody } from './meeting-body'
import { meetingTypes, zoomTime } from './meeting-times'
import type { AppName, SandboxMeeting, SandboxUser } from './state'
import { meetingOf, userOf, type Store } from './store'
import type { Webhooks } from './webhooks'

/** Which event somebody wants to see, beside those that follow from what is changed. */
export type EventWanted = {
  event: string
  /** For the events of a meeting. */
  meetingId?: number
  /** To be told alone. */
  app?: AppName
}

export type Telling = { store: Store; webhooks: Webhooks; apps: readonly App[] }

/** The apps that are told of what concerns a user: for as long as somebody allows each of them. */
function allowedFor({ store: { state }, apps }: Telling, user: SandboxUser): AppName[] {
  const granted = Object.values(state.refreshTokens)
  const accountOfUser = (id: string) => state.users.find((each) => each.id === id)?.accountId
  const isAllowed: Record<AppName, (app: App) => boolean> = {
    user: () => granted.some(({ app, userId }) => app === 'user' && userId === user.id),
    admin: () =>
      granted.some(
        ({ app, userId }) => app === 'admin' && accountOfUser(userId) === user.accountId,
      ),
    server: ({ accountId }) => accountId === user.accountId,
  }
  return apps.filter((app) => isAllowed[app.name](app)).map(({ name }) => name)
}

/** Who made a change: the user themselves, where nobody else is named. */
export type Change = { user: SandboxUser; by?: SandboxUser | undefined }

/** Tells of changed settings as Zoom does: of what changed, and of nothing else. */
export function tellSettings(
  telling: Telling,
  change: Change,
  before: JsonObject,
  values: JsonObject,
): void {
  const { id } = change.user
  sendTo(telling, allowedFor(telling, change.user), 'user.settings_updated', {
    ...changeBy(change, telling.store.now()),
    object: { id, settings: withValues({}, values) },
    old_object: { id, settings: valuesBefore(before, values) },
  })
}

const valuesBefore = (before: JsonObject, values: JsonObject): JsonObject =>
  Object.keys(values).reduce<JsonObject>(
    (old, path) => withValue(old, path, valueAt(before, path) ?? null),
    {},
  )

/** What is told of a whole account: to apps that an administrator allows, and to no one person's. */
export type AccountEvent =
  | 'account.settings_updated'
  | 'account.lock_settings_updated'
  | 'group.settings_updated'
  | 'group.lock_settings_updated'

/** Tells of changed settings or locks of an account, or of one of its groups: `id` is whose. */
export function tellAccount(
  telling: Telling,
  event: AccountEvent,
  { by, id }: { by: SandboxUser; id: string },
  { before, values }: { before: JsonObject; values: JsonObject },
): void {
  const apps = allowedFor(telling, by).filter((app) => app !== 'user')
  sendTo(telling, apps, event, {
    ...changeBy({ user: by }, telling.store.now()),
    object: { id, settings: withValues({}, values) },
    old_object: { id, settings: valuesBefore(before, values) },
  })
}

function sendTo(
  { webhooks }: Telling,
  apps: readonly AppName[],
  event: string,
  payload: JsonObject,
): void {
  for (const app of apps) webhooks.send(app, event, payload)
}

/** Tells of a meeting that was planned, with nearly all of it, passcode and link included. */
export function tellPlanned(telling: Telling, change: Change, meeting: SandboxMeeting): void {
  const { user } = change
  const now = telling.store.now()
  sendTo(telling, allowedFor(telling, user), 'meeting.created', {
    ...changeBy(change, now),
    operation: isSeries(meeting) ? 'all' : 'single',
    object: meetingBody(meeting, now),
  })
}

/**
 * Tells of a meeting that was changed: of what changed alone, and not whose it is. Of one time of a
 * series, where no more than that was.
 */
export function tellChanged(
  telling: Telling,
  change: Change,
  { before, after, values }: { before: SandboxMeeting; after: SandboxMeeting; values: JsonObject },
): void {
  const now = telling.store.now()
  const one = oneTimeOf(values)
  const bodyOf = (meeting: SandboxMeeting) =>
    (one === null ? null : occurrenceBody(meeting, one, now)) ?? meetingBody(meeting, now)
  const { was, is } = changedLeaves(bodyOf(before), bodyOf(after))
  const of: JsonObject = one === null ? {} : { occurrences: [{ occurrence_id: one }] }
  sendTo(telling, allowedFor(telling, change.user), 'meeting.updated', {
    ...changeBy(change, now),
    scope: isSeries(after) && one === null ? 'all' : 'single',
    object: { ...is, ...of, id: after.id },
    old_object: { ...was, ...of, id: before.id },
  })
}

/** The time of a series that all of these values are of; null where they are of more, or of none. */
function oneTimeOf(values: JsonObject): string | null {
  const ids = Object.keys(values).map((path) => /^occurrences\.(\d+)\./.exec(path)?.[1] ?? null)
  const [id = null] = ids
  return ids.every((each) => each === id) ? id : null
}

/** Tells of a meeting that is gone. */
export function tellDeleted(telling: Telling, change: Change, meeting: SandboxMeeting): void {
  const { user } = change
  const { settings: _, ...body } = meetingBody(meeting, telling.store.now())
  sendTo(telling, allowedFor(telling, user), 'meeting.deleted', {
    ...changeBy(change, telling.store.now()),
    operation: isSeries(meeting) ? 'all' : 'single',
    object: body,
  })
}

const isSeries = ({ body }: SandboxMeeting) => body['type'] === meetingTypes.recurring

const changeBy = ({ user, by = user }: Change, now: Date): JsonObject => ({
  account_id: user.accountId,
  operator: by.email,
  operator_id: by.id,
  time_stamp: now.getTime(),
})

type Make = (
  telling: Telling,
  user: SandboxUser,
  meeting: () => SandboxMeeting,
  app: AppName,
) => JsonObject

const ofAccount: Make = ({ store }, user) => ({
  ...changeBy({ user }, store.now()),
  object: { id: user.accountId, settings: {} },
})

const ofUser: Make = ({ store }, user) => ({
  ...changeBy({ user }, store.now()),
  object: {
    id: user.id,
    first_name: user.firstName,
    last_name: user.lastName,
    email: user.email,
    type: user.plan === 'basic' ? 1 : 2,
  },
})

const ofMeeting: Make = ({ store }, user, meeting) => ({
  account_id: user.accountId,
  object: object(user, meeting(), store.now()),
})

const object = (user: SandboxUser, { id, body, duration_minutes }: SandboxMeeting, now: Date) => ({
  // Text here, and a number in other events, as at Zoom.
  id: String(id),
  uuid: body['uuid'] ?? '',
  host_id: user.id,
  topic: body['topic'] ?? '',
  type: body['type'] ?? 2,
  start_time: zoomTime(now),
  timezone: 'Europe/London',
  duration: body['type'] === 1 ? 0 : duration_minutes,
})

/** Zoom's notifier of meetings at risk: the link was found where anybody can read it. */
const posted: Make = ({ store }, user, meeting) => {
  const { duration: _, ...about } = object(user, meeting(), store.now())
  return {
    account_id: user.accountId,
    object: {
      ...about,
      host_email: user.email,
      armn_details: {
        post_platform: 'twitter',
        social_link: 'https://social.example/somebody/status/1372556404872069120',
        post_time: zoomTime(store.now()),
        post_user: 'somebody',
        meeting_url: meeting().body['join_url'] ?? '',
        recommended_enable_settings: ['enablePassword', 'enableWaitingRoom'],
        recommended_disable_settings: [],
      },
    },
  }
}

const makes: { readonly [event: string]: Make } = {
  'account.settings_updated': ofAccount,
  'account.lock_settings_updated': ofAccount,
  'user.updated': ofUser,
  'user.deactivated': ofUser,
  'user.deleted': ofUser,
  'meeting.started': ofMeeting,
  'meeting.ended': (telling, user, meeting) => ({
    account_id: user.accountId,
    object: {
      ...object(user, meeting(), telling.store.now()),
      end_time: zoomTime(telling.store.now()),
    },
  }),
  'meeting.risk_alert': posted,
  app_deauthorized: ({ store, apps }, user, _, app) => ({
    account_id: user.accountId,
    user_id: user.id,
    signature: createHash('sha256').update(`${user.accountId} ${user.id}`).digest('hex'),
    client_id: apps.find(({ name }) => name === app)?.clientId ?? '',
    deauthorization_time: store.now().toISOString(),
  }),
}

/** Tells that a person's account was switched off. */
export function tellDeactivated(telling: Telling, user: SandboxUser): void {
  for (const app of allowedFor(telling, user)) {
    tell(telling, user.id, { event: 'user.deactivated', app })
  }
}

/**
 * Sends one event about a user: to the app named, else to each that is allowed, else to each
 * person's own. Throws `invalid_input`.
 */
export function tell(telling: Telling, userId: string, wanted: EventWanted): void {
  const { event, meetingId, app } = wanted
  const user = userOf(telling.store, userId)
  const make = Object.hasOwn(makes, event) ? makes[event] : undefined
  if (!make) throw new AppError('invalid_input', `There is no event “${event}” here.`)
  const meeting = () => meetingOf(user, meetingId ?? 0)
  const allowed = allowedFor(telling, user)
  const apps: readonly AppName[] = app ? [app] : allowed.length > 0 ? allowed : ['user']
  for (const each of apps) {
    telling.webhooks.send(each, event, make(telling, user, meeting, each))
  }
}
