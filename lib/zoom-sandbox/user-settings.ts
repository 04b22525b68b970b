import { isJsonObject, type Json, type JsonObject } from '../core/canonical-json'
import { accountOf, groupsOf } from './accounts'
import { valueAt } from './json-path'
import { accountBody, groupBody, optionOfPath, type LevelOption } from './level-bodies'
import { hasSetting } from './settings-body'
import type { SandboxUser } from './state'
import type { Store } from './store'

/** What a user's own settings call it where account and group have another name. */
const userNames: { readonly [path: string]: string } = {
  'schedule_meeting.participant_video': 'schedule_meeting.participants_video',
  'schedule_meeting.use_pmi_for_schedule_meetings':
    'schedule_meeting.use_pmi_for_scheduled_meetings',
  'in_meeting.record_play_own_voice': 'in_meeting.record_play_voice',
}

/** What a lock is called, and what it holds, where that is not the setting of the same name alone. */
const lockHolds: { readonly [path: string]: readonly string[] } = {
  'schedule_meeting.meeting_authentication': ['meeting_authentication'],
  'recording.recording_authentication': ['recording_authentication'],
  'in_meeting.screen_sharing': [
    'in_meeting.screen_sharing',
    'in_meeting.who_can_share_screen',
    'in_meeting.who_can_share_screen_when_someone_is_sharing',
  ],
  'in_meeting.chat': ['in_meeting.chat', 'in_meeting.allow_participants_chat_with'],
  'meeting_security.waiting_room': [
    'meeting_security.waiting_room',
    'meeting_security.waiting_room_settings',
  ],
}

type From = {
  settings: JsonObject
  locked: readonly string[]
  at: (option: LevelOption) => JsonObject
}

/**
 * The user as Zoom answers about them: what they set themselves, else what a group of theirs says,
 * else their account; and what is locked above them as it is there, whatever they set.
 */
export function asSet(store: Store, user: SandboxUser): SandboxUser {
  const account = accountOf(store, user.accountId)
  const from: From[] = [
    {
      settings: account.settings,
      locked: account.locked,
      at: (option) => accountBody(account, option),
    },
    ...groupsOf(account, user.id).map((group) => ({
      settings: group.settings,
      locked: group.locked,
      at: (option: LevelOption) => groupBody(account, group, option),
    })),
  ]
  if (from.every(saysNothing)) return user
  const inherited = from.flatMap(({ settings }) => ofUser(user, Object.entries(settings)))
  const forced = from
    .flatMap((each) => ofUser(user, forcedBy(each)))
    // What Zoom does not say of this user is not said of them where it is locked, either.
    .filter(([path]) => user.settings[path] !== null)
  const settings = Object.fromEntries([...inherited, ...Object.entries(user.settings), ...forced])
  const locked = from.flatMap(({ locked: each }) => each.flatMap(heldBy))
  return { ...user, settings, locked: [...(user.locked ?? []), ...locked] }
}

const saysNothing = ({ settings, locked }: From) =>
  locked.length === 0 && Object.keys(settings).length === 0

type Entry = [path: string, value: Json]

/** Those that a user's settings have, by the names that they have there. */
const ofUser = (user: SandboxUser, entries: readonly Entry[]): Entry[] =>
  entries
    .map(([path, value]): Entry => [userNames[path] ?? path, value])
    .filter(([path, value]) => value !== null && hasSetting(user, path))

/** What is held by a lock of this path, by the paths of an account and a group. */
export const heldByLock = (lock: string): readonly string[] => lockHolds[lock] ?? [lock]

const heldBy = (lock: string): string[] => heldByLock(lock).map((path) => userNames[path] ?? path)

const forcedBy = ({ locked, at }: From): Entry[] =>
  locked.flatMap(heldByLock).flatMap((path) => leaves(path, valueAt(at(optionOfPath(path)), path)))

function leaves(path: string, value: Json | undefined): Entry[] {
  if (value === undefined) return []
  if (!isJsonObject(value)) return [[path, value]]
  return Object.entries(value).flatMap(([key, inside]) => leaves(`${path}.${key}`, inside))
}
