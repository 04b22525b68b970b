import { notFound } from '../core/errors'
import type { SandboxAccount, SandboxGroup, SandboxUser } from './state'
import type { Store } from './store'

/** The account of this id. Throws `not_found`. */
export function accountOf({ state }: Store, accountId: string): SandboxAccount {
  const account = state.accounts.find(({ id }) => id === accountId)
  if (!account) throw notFound()
  return account
}

/** One of an account's groups. Throws `not_found`. */
export function groupOf({ groups }: SandboxAccount, groupId: string): SandboxGroup {
  const group = groups.find(({ id }) => id === groupId)
  if (!group) throw notFound()
  return group
}

/** Everybody in an account who has come. */
export const usersOfAccount = ({ state }: Store, accountId: string): SandboxUser[] =>
  state.users.filter((user) => user.accountId === accountId)

/** Whoever may allow an app for the whole account. */
export const isAdmin = ({ ownerId, adminIds }: SandboxAccount, userId: string): boolean =>
  ownerId === userId || adminIds.includes(userId)

/** The groups that a user is in. */
export const groupsOf = ({ groups }: SandboxAccount, userId: string): SandboxGroup[] =>
  groups.filter(({ memberIds }) => memberIds.includes(userId))
