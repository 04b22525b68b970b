import { conflict } from '../core/errors'
import type { JsonObject } from '../core/canonical-json'
import { refuseUnknownSetting } from './settings-body'
import type { Plan, SandboxUser } from './state'
import { isAddressOf, randomDigits, randomPasscode, randomText, userOf, type Store } from './store'
import { ownAccount } from './upgrade-state'

export type NewUser = {
  email: string
  /** First and last name. */
  name: string
  /** Usual: basic. */
  plan?: Plan
  /** The id or e-mail address of a user whose Zoom account this one belongs to. */
  sameAccountAs?: string
  /** Of the account that is made for them, where they are in nobody else's: its id and its name. */
  account?: { id?: string; name?: string }
  /** What the consent grants; usual: all that the app asks for. */
  scopes?: readonly string[]
  /** Settings that differ from a new account's, by Zoom's own dotted paths. */
  settings?: JsonObject
}

/** Adds a user with secrets of their own. Throws `conflict` where the address is taken. */
export function newUser(store: Store, asked: NewUser): SandboxUser {
  if (store.state.users.some((user) => isAddressOf(user, asked.email))) {
    throw conflict(`The stand-in Zoom has a user ${asked.email} already.`)
  }
  const [firstName = '', ...rest] = asked.name.split(' ')
  const { secret } = store
  const personalMeetingId = Number(secret(randomDigits(10)))
  const user: SandboxUser = {
    id: randomText(16),
    accountId: asked.sameAccountAs
      ? userOf(store, asked.sameAccountAs).accountId
      : (asked.account?.id ?? randomText(16)),
    email: asked.email,
    firstName,
    lastName: rest.join(' '),
    plan: asked.plan ?? 'basic',
    createdAt: store.now().toISOString(),
    scopes: asked.scopes ?? null,
    settings: { ...asked.settings },
    meetings: [],
    secrets: {
      personalMeetingId,
      personalMeetingUrl: secret(
        `https://us05web.zoom.example/j/${personalMeetingId}?pwd=${secret(randomText(24))}`,
      ),
      hostKey: secret(randomDigits(10)),
      personalPasscode: secret(randomPasscode()),
      defaultPasscode: secret(randomPasscode()),
    },
  }
  for (const [path, value] of Object.entries(user.settings)) {
    refuseUnknownSetting(user, path, value)
  }
  store.state.users.push(user)
  if (!asked.sameAccountAs) store.state.accounts.push(ownAccount(user, asked.account?.name))
  store.changed()
  return user
}
