import type { SandboxAccount, SandboxUser, State } from './state'

/** A user's account where nothing was said of one: theirs alone, with nothing changed or locked. */
export const ownAccount = (
  { id, accountId, plan, firstName, lastName }: SandboxUser,
  name = `${firstName} ${lastName}`,
): SandboxAccount => ({
  id: accountId,
  name,
  plan,
  ownerId: id,
  adminIds: [],
  settings: {},
  locked: [],
  groups: [],
  pending: [],
})

/** What a file of the first version does not have: accounts of their own, and whose app a token is for. */
export function upgraded(state: State): State {
  const accounts: SandboxAccount[] = []
  for (const user of state.users) {
    if (!accounts.some(({ id }) => id === user.accountId)) accounts.push(ownAccount(user))
  }
  for (const granted of [state.codes, state.accessTokens, state.refreshTokens]) {
    for (const each of Object.values(granted)) Object.assign(each, { app: 'user' })
  }
  return { ...state, version: 2, accounts }
}
