import type { JsonObject } from '../core/canonical-json'
import { AppError } from '../core/errors'
import { valueAt, withValue, withValues } from './json-path'
import { zoomTime } from './meeting-times'
import { settingsBody } from './settings-body'
import type { SandboxMeeting, SandboxUser } from './state'
import { meetingOf, userOf, type Store } from './store'
import type { Webhooks } from './webhooks'

/** Which event somebody wants to see, beside those that follow from what is changed. */
export type EventWanted = {
  event: string
  /** For the events of a meeting. */
  meetingId?: number
}

type Telling = { store: Store; webhooks: Webhooks; clientId: string }

/** A person's app is told of what concerns them for as long as they allow it. */
const isAllowed = ({ state }: Store, user: SandboxUser) =>
  Object.values(state.refreshTokens).some(({ userId }) => userId === user.id)

/** Tells of changed settings as Zoom does: of what changed, and of nothing else. */
export function tellSettings(
  { store, webhooks }: Telling,
  user: SandboxUser,
  before: JsonObject,
  values: JsonObject,
): void {
  if (!isAllowed(store, user)) return
  const was = Object.keys(values).reduce<JsonObject>(
    (old, path) => withValue(old, path, valueAt(before, path) ?? null),
    {},
  )
  webhooks.send('user.settings_updated', {
    ...changeBy(user, store.now()),
    object: { id: user.id, settings: withValues({}, values) },
    old_object: { id: user.id, settings: was },
  })
}

/** Everything that settings_updated may be about, as it stands. */
export const settingsNow = (user: SandboxUser): JsonObject => ({
  ...settingsBody(user, 'general'),
  ...settingsBody(user, 'meeting_security'),
})

/** Tells of a meeting that was planned, changed or deleted. What was changed is not asked of us. */
export function tellMeeting(
  { store, webhooks }: Telling,
  event: 'meeting.created' | 'meeting.updated' | 'meeting.deleted',
  user: SandboxUser,
  meeting: SandboxMeeting,
): void {
  if (!isAllowed(store, user)) return
  webhooks.send(event, {
    ...changeBy(user, store.now()),
    object: { id: meeting.id, host_id: user.id, type: meeting.body['type'] ?? 2 },
  })
}

const changeBy = (user: SandboxUser, now: Date): JsonObject => ({
  account_id: user.accountId,
  operator: user.email,
  operator_id: user.id,
  time_stamp: now.getTime(),
})

type Make = (telling: Telling, user: SandboxUser, meeting: () => SandboxMeeting) => JsonObject

const ofAccount: Make = ({ store }, user) => ({
  ...changeBy(user, store.now()),
  object: { id: user.accountId, settings: {} },
})

const ofUser: Make = ({ store }, user) => ({
  ...changeBy(user, store.now()),
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
const posted: Make = ({ store }, user, meeting) => ({
  account_id: user.accountId,
  object: {
    ...object(user, meeting(), store.now()),
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
})

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
  app_deauthorized: ({ store, clientId }, user) => ({
    account_id: user.accountId,
    user_id: user.id,
    client_id: clientId,
    deauthorization_time: store.now().toISOString(),
  }),
}

/** Sends one event about a user, whether or not they still allow the app. Throws `invalid_input`. */
export function tell(telling: Telling, userId: string, { event, meetingId }: EventWanted): void {
  const user = userOf(telling.store, userId)
  const make = Object.hasOwn(makes, event) ? makes[event] : undefined
  if (!make) throw new AppError('invalid_input', `There is no event “${event}” here.`)
  const meeting = () => meetingOf(user, meetingId ?? 0)
  telling.webhooks.send(event, make(telling, user, meeting))
}
