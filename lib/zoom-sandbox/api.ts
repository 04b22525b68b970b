import type { Changer } from './asked'
import { endpointOf, type Endpoint } from './endpoints'
import type { Answer, Call } from './http'
import { takeChange, takeTurn, type Limiter } from './rate-limits'
import type { Token } from './state'
import type { Store } from './store'
import { bearerOf } from './tokens'
import { expiredToken, invalidToken, lacksScopes, noSuchApi, noToken } from './zoom-errors'

/** Whose token a request carries, or the refusal. */
function tokenOf(store: Store, call: Call): { token: Token } | { refused: Answer } {
  const [, text] = /^Bearer (.+)$/i.exec(call.headers.authorization ?? '') ?? []
  if (text === undefined) return { refused: noToken() }
  const bearer = bearerOf(store, text)
  if (bearer.ok) return { token: bearer.token }
  return { refused: bearer.why === 'expired' ? expiredToken() : invalidToken() }
}

/** What Zoom's API answers to a path below /v2. */
export function answerApi(
  { store, limiter }: { store: Store; limiter: Limiter },
  call: Call,
  path: string,
  changer: Changer,
): Answer {
  const found = endpointOf(call.method, path)
  if (!found) return noSuchApi()
  const bearer = tokenOf(store, call)
  if ('refused' in bearer) return bearer.refused
  const { endpoint, id } = found
  const { forAll, missing, allScope } = heldOf(endpoint, bearer.token)
  if (missing !== null) return lacksScopes([missing])
  const asker = store.state.users.find((each) => each.id === bearer.token.userId)
  const account = store.state.accounts.find((each) => each.id === asker?.accountId)
  if (!asker || !account) return invalidToken()
  const { label } = endpoint
  const turn = { accountId: account.id, plan: account.plan, label }
  const tooMany = takeTurn(limiter, turn, store.now())
  if (tooMany) return tooMany
  const answer = endpoint.answer({
    ...{ store, call, id, asker, account, forAll, allScope, changer },
    takeChange: (hostId) => takeChange(limiter, hostId, store.now()),
  })
  return { ...answer, headers: { 'x-ratelimit-category': label, ...answer.headers } }
}

type Held = { forAll: boolean; missing: string | null; allScope: string }

/** What of an endpoint's scopes a token holds, and the one to name where it holds too little. */
function heldOf({ scopes, adminOnly }: Endpoint, token: Token): Held {
  const [granular] = scopes
  const allScope = `${granular}:admin`
  const forAll = scopes.some((scope) => token.scopes.includes(`${scope}:admin`))
  const forOwn = !adminOnly && scopes.some((scope) => token.scopes.includes(scope))
  const usual = adminOnly || token.app !== 'user' ? allScope : granular
  return { forAll, missing: forAll || forOwn ? null : usual, allScope }
}
