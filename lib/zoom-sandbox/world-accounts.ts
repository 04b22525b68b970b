import type { Json, JsonObject } from '../core/canonical-json'
import { accountOf, groupOf, usersOfAccount } from './accounts'
import { tellAccount, tellDeactivated, type AccountEvent, type Telling } from './events'
import {
  accountBody,
  groupBody,
  lockBody,
  optionOfPath,
  refuseUnknownAt,
  refuseUnknownLock,
  type LevelOption,
  type LockOption,
} from './level-bodies'
import type {
  AppName,
  Level,
  PendingUser,
  SandboxAccount,
  SandboxGroup,
  SandboxUser,
} from './state'
import { randomText, userOf } from './store'
import { revokeAll } from './tokens'
import { asSet } from './user-settings'

export type NewGroup = {
  name: string
  /** Ids or e-mail addresses of people of the account. */
  members: readonly string[]
  settings?: JsonObject
  locked?: readonly string[]
}

/**
 * The accounts of one stand-in Zoom. An account is made with its first user, who owns it. Settings
 * are by Zoom's own dotted paths of an account or a group; null makes Zoom leave one out. Each
 * change is told to the apps that an administrator allows. Throws `not_found` and `invalid_input`.
 */
export type AccountsWorld = {
  accounts(): readonly SandboxAccount[]
  account(accountId: string): SandboxAccount
  usersOf(accountId: string): readonly SandboxUser[]
  /** The user as Zoom answers about them: with what is inherited and forced. */
  asSet(userId: string): SandboxUser
  /** Everybody whose consent to the app is in force, of an account. */
  allowing(accountId: string, app: AppName): readonly SandboxUser[]
  /** Who may allow an app for all, beside the owner: ids or e-mail addresses. */
  setAdmins(accountId: string, users: readonly string[]): void
  /** `by` is whoever changes it; usual: the owner. */
  setAccountSettings(accountId: string, values: JsonObject, by?: string): void
  /** Everything that is locked for everybody, by the paths of GET /accounts/{id}/lock_settings. */
  setAccountLocks(accountId: string, paths: readonly string[], by?: string): void
  addGroup(accountId: string, group: NewGroup): SandboxGroup
  setGroupMembers(accountId: string, groupId: string, users: readonly string[]): void
  setGroupSettings(accountId: string, groupId: string, values: JsonObject, by?: string): void
  setGroupLocks(accountId: string, groupId: string, paths: readonly string[], by?: string): void
  /** Invites somebody, who does not come: Zoom lists them without an id. */
  addPending(accountId: string, person: PendingUser): void
  /** Whoever is switched off is told of, and whatever they allowed has ended. */
  setUserStatus(userId: string, status: 'active' | 'inactive'): void
  bodyOfAccount(accountId: string, option?: LevelOption): JsonObject
  bodyOfGroup(accountId: string, groupId: string, option?: LevelOption): JsonObject
  bodyOfAccountLocks(accountId: string, option?: LockOption): JsonObject
  bodyOfGroupLocks(accountId: string, groupId: string, option?: LockOption): JsonObject
}

export const accountsOf = (telling: Telling, { store } = telling): AccountsWorld => ({
  accounts: () => store.state.accounts,
  account: (id) => accountOf(store, id),
  usersOf: (id) => usersOfAccount(store, id),
  asSet: (id) => asSet(store, userOf(store, id)),
  allowing: (id, app) => {
    const granted = Object.values(store.state.refreshTokens).filter((each) => each.app === app)
    return usersOfAccount(store, id).filter((user) =>
      granted.some(({ userId }) => userId === user.id),
    )
  },
  setAdmins: (id, users) => {
    accountOf(store, id).adminIds = users.map((user) => userOf(store, user).id)
    store.changed()
  },
  setAccountSettings: (id, values, by) => setSettings(telling, { accountId: id, by }, values),
  setAccountLocks: (id, paths, by) => setLocks(telling, { accountId: id, by }, paths),
  ...groupsIn(telling),
  addPending: (id, person) => {
    const account = accountOf(store, id)
    account.pending = [...account.pending, person]
    store.changed()
  },
  setUserStatus: (id, status) => {
    const user = userOf(store, id)
    if (status === 'inactive' && user.status !== 'inactive') tellDeactivated(telling, user)
    user.status = status
    if (status === 'inactive') revokeAll(store, user.id)
    store.changed()
  },
  bodyOfAccount: (id, option = 'general') => accountBody(accountOf(store, id), option),
  bodyOfAccountLocks: (id, option = 'general') =>
    lockBody('account', accountOf(store, id).locked, option),
})

const groupsIn = (telling: Telling, { store } = telling) => ({
  addGroup: (id: string, { name, members, settings = {}, locked = [] }: NewGroup) => {
    const account = accountOf(store, id)
    for (const [path, value] of Object.entries(settings)) refuseUnknownAt('group', path, value)
    for (const path of locked) refuseUnknownLock('group', path)
    const memberIds = members.map((member) => userOf(store, member).id)
    const group = { id: randomText(16), name, memberIds, settings: { ...settings }, locked }
    account.groups.push(group)
    store.changed()
    return group
  },
  setGroupMembers: (id: string, groupId: string, users: readonly string[]) => {
    groupOf(accountOf(store, id), groupId).memberIds = users.map((user) => userOf(store, user).id)
    store.changed()
  },
  setGroupSettings: (accountId: string, groupId: string, values: JsonObject, by?: string) =>
    setSettings(telling, { accountId, groupId, by }, values),
  setGroupLocks: (accountId: string, groupId: string, paths: readonly string[], by?: string) =>
    setLocks(telling, { accountId, groupId, by }, paths),
  bodyOfGroup: (id: string, groupId: string, option: LevelOption = 'general') => {
    const account = accountOf(store, id)
    return groupBody(account, groupOf(account, groupId), option)
  },
  bodyOfGroupLocks: (id: string, groupId: string, option: LockOption = 'general') =>
    lockBody('group', groupOf(accountOf(store, id), groupId).locked, option),
})

/** An account, or one of its groups, and who changes it. */
type At = { accountId: string; groupId?: string; by: string | undefined }

function placeOf({ store }: Telling, { accountId, groupId, by }: At) {
  const account = accountOf(store, accountId)
  const group = groupId === undefined ? null : groupOf(account, groupId)
  const level: Level = group ? 'group' : 'account'
  const body = (option: LevelOption) =>
    group ? groupBody(account, group, option) : accountBody(account, option)
  const user = userOf(store, by ?? account.ownerId)
  return { place: group ?? account, level, body, by: user }
}

function setSettings(telling: Telling, at: At, values: JsonObject): void {
  const { place, level, body, by } = placeOf(telling, at)
  for (const [path, value] of Object.entries(values)) refuseUnknownAt(level, path, value)
  const options = new Set(Object.keys(values).map(optionOfPath))
  const before: JsonObject = Object.assign({}, ...[...options].map(body))
  Object.assign(place.settings, values)
  telling.store.changed()
  const event: AccountEvent = `${level}.settings_updated`
  tellAccount(telling, event, { by, id: place.id }, { before, values })
}

function setLocks(telling: Telling, at: At, paths: readonly string[]): void {
  const { place, level, by } = placeOf(telling, at)
  for (const path of paths) refuseUnknownLock(level, path)
  const was = place.locked
  const changed = [...new Set([...was, ...paths])].filter(
    (path) => was.includes(path) !== paths.includes(path),
  )
  place.locked = paths
  telling.store.changed()
  if (changed.length === 0) return
  const locks = (locked: readonly string[]): Record<string, Json> =>
    Object.fromEntries(changed.map((path) => [path, locked.includes(path)]))
  const before = lockBody(level, was, 'general')
  const security = lockBody(level, was, 'meeting_security')
  const event: AccountEvent = `${level}.lock_settings_updated`
  tellAccount(
    telling,
    event,
    { by, id: place.id },
    { before: { ...before, ...security }, values: locks(paths) },
  )
}
