import { createHash } from 'node:crypto'
import type { JsonObject } from '../core/canonical-json'
import type { AppName, Code, Token } from './state'
import { randomText, type Store } from './store'
import { day_ms } from '../core/durations'

/** Lifetimes as Zoom's documentation gives them. */
const lifetime_ms = {
  code: 5 * 60_000,
  access: 3599_000,
  refresh: 90 * day_ms,
}

const after = (now: Date, ms: number) => new Date(now.getTime() + ms).toISOString()
const own = <Value>(record: Record<string, Value>, key: string): Value | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined
const isOver = (now: Date, { expiresAt }: { expiresAt: string }) => new Date(expiresAt) <= now

/** A code for what the person has just allowed: five minutes, once. */
export function issueCode(store: Store, code: Omit<Code, 'expiresAt'>): string {
  const text = store.secret(randomText(24))
  store.state.codes[text] = { ...code, expiresAt: after(store.now(), lifetime_ms.code) }
  store.changed()
  return text
}

/**
 * Takes a code: null where it is unknown, used, too old, or the app, verifier or address is not that
 * of the consent. Whatever the answer, the code is used up.
 */
export function redeemCode(
  store: Store,
  text: string,
  proof: { app: AppName; verifier: string; redirectUri: string },
): Code | null {
  const code = own(store.state.codes, text)
  delete store.state.codes[text]
  store.changed()
  if (!code || isOver(store.now(), code)) return null
  if (code.app !== proof.app || code.redirectUri !== proof.redirectUri) return null
  const challenge = createHash('sha256').update(proof.verifier).digest('base64url')
  return code.challenge === null || code.challenge === challenge ? code : null
}

/** What is granted, to which app, and by whom. */
export type Grant = Omit<Token, 'expiresAt'>

/** New tokens, as Zoom's token endpoint answers. A server of an account's own gets no second one. */
export function grant(store: Store, { userId, app, scopes }: Grant, apiUrl: string): JsonObject {
  const { accessTokens, refreshTokens } = store.state
  dropOld(store, userId, app)
  const made = () => store.secret(`eyJ${randomText(60)}`)
  const token = { userId, app, scopes }
  const access = made()
  accessTokens[access] = { ...token, expiresAt: after(store.now(), lifetime_ms.access) }
  const common = {
    token_type: 'bearer',
    expires_in: lifetime_ms.access / 1000,
    scope: scopes.join(' '),
    api_url: apiUrl,
  }
  if (app === 'server') {
    store.changed()
    return { access_token: access, ...common }
  }
  const refresh = made()
  refreshTokens[refresh] = { ...token, expiresAt: after(store.now(), lifetime_ms.refresh) }
  store.changed()
  return { access_token: access, refresh_token: refresh, ...common }
}

function dropOld({ state, now }: Store, userId: string, app: AppName): void {
  for (const tokens of [state.accessTokens, state.refreshTokens]) {
    for (const [text, token] of Object.entries(tokens)) {
      if (isOf(token, userId, app) && isOver(now(), token)) delete tokens[text]
    }
  }
}

/** Takes an app's refresh token, which is then used up, where Zoom grants no time after it. */
export function redeemRefresh(store: Store, text: string, app: AppName): Token | null {
  const token = own(store.state.refreshTokens, text)
  if (!token || token.app !== app || isOver(store.now(), token)) return null
  const until = after(store.now(), store.refreshGrace_ms)
  if (until < token.expiresAt) token.expiresAt = until
  store.changed()
  return token
}

/**
 * Ends everything that this person has allowed an app, or every app where none is named. Also what
 * a new consent does to older ones of the same app.
 */
export function revokeAll(store: Store, userId: string, app?: AppName): void {
  for (const tokens of [store.state.accessTokens, store.state.refreshTokens]) {
    for (const [text, token] of Object.entries(tokens)) {
      if (isOf(token, userId, app)) delete tokens[text]
    }
  }
  store.changed()
}

const isOf = (token: Token, userId: string, app: AppName | undefined) =>
  token.userId === userId && (app === undefined || token.app === app)

/** Makes the person's access tokens too old, so that the next request has to refresh. */
export function expireAccess(store: Store, userId: string, app?: AppName): void {
  const expiresAt = store.now().toISOString()
  for (const token of Object.values(store.state.accessTokens)) {
    if (isOf(token, userId, app)) token.expiresAt = expiresAt
  }
  store.changed()
}

export type Bearer = { ok: true; token: Token } | { ok: false; why: 'expired' | 'invalid' }

/** Whose access token it is. */
export function bearerOf(store: Store, text: string): Bearer {
  const token = own(store.state.accessTokens, text)
  if (!token) return { ok: false, why: 'invalid' }
  return isOver(store.now(), token) ? { ok: false, why: 'expired' } : { ok: true, token }
}

/** What a token of either kind grants; null for one that is not there. */
export const tokenOf = ({ state }: Store, text: string): Token | null =>
  own(state.accessTokens, text) ?? own(state.refreshTokens, text) ?? null
