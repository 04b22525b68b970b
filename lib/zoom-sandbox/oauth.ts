import { timingSafeEqual } from 'node:crypto'
import type { App, Client } from './apps'
import { formOf, json, type Answer, type Call } from './http'
import type { Store } from './store'
import { grant, redeemCode, redeemRefresh, revokeAll, tokenOf } from './tokens'

/** Zoom's own words: 400, and a reason that may repeat what was sent. */
const refused = (error: string, reason: string): Answer => json(400, { reason, error })

/** POST /oauth/token and /oauth/revoke, for an app that sends its secret in the header. */
export function answerOAuth(
  store: Store,
  apps: readonly App[],
  call: Call,
  apiUrl: string,
): Answer {
  if (call.method !== 'POST')
    return json(405, { reason: 'Method Not Allowed', error: 'bad_request' })
  const app = apps.find((each) => isClient(each, call.headers.authorization))
  if (!app) return refused('invalid_client', 'Invalid client_id or client_secret')
  const form = formOf(call)
  if (call.path === '/oauth/revoke') return revoke(store, app, form.get('token') ?? '')
  const type = form.get('grant_type')
  const isServer = app.name === 'server'
  if (type === 'authorization_code' && !isServer) return byCode(store, app, form, apiUrl)
  if (type === 'refresh_token' && !isServer) return byRefresh(store, app, form, apiUrl)
  if (type === 'account_credentials' && isServer) return byAccount(store, app, form, apiUrl)
  return refused('unsupported_grant_type', 'unsupported grant type')
}

function isClient({ clientId, clientSecret }: Client, header = ''): boolean {
  const expected = Buffer.from(`Basic ${btoa(`${clientId}:${clientSecret}`)}`)
  const sent = Buffer.from(header)
  return expected.length === sent.length && timingSafeEqual(expected, sent)
}

function byCode(store: Store, app: App, form: URLSearchParams, apiUrl: string): Answer {
  const text = form.get('code') ?? ''
  const proof = {
    app: app.name,
    verifier: form.get('code_verifier') ?? '',
    redirectUri: form.get('redirect_uri') ?? '',
  }
  const code = redeemCode(store, text, proof)
  if (!code) return refused('invalid_request', `Invalid authorization code ${text}`)
  // The last consent counts: what was granted to this app before ends with it.
  revokeAll(store, code.userId, app.name)
  return json(200, grant(store, code, apiUrl))
}

function byRefresh(store: Store, app: App, form: URLSearchParams, apiUrl: string): Answer {
  const token = redeemRefresh(store, form.get('refresh_token') ?? '', app.name)
  if (!token) return refused('invalid_grant', 'Invalid Token!')
  return json(200, grant(store, token, apiUrl))
}

/** An account's own server: its credentials are for that account alone, and act as its owner. */
function byAccount(store: Store, app: App, form: URLSearchParams, apiUrl: string): Answer {
  const asked = form.get('account_id') ?? ''
  const account = store.state.accounts.find(({ id }) => id === asked)
  if (!account || asked !== app.accountId) return refused('invalid_request', 'Bad Request')
  const { name, scopes } = app
  return json(200, grant(store, { userId: account.ownerId, app: name, scopes }, apiUrl))
}

function revoke(store: Store, app: App, text: string): Answer {
  const token = tokenOf(store, text)
  if (token?.app !== app.name) return refused('invalid_request', 'Invalid Token!')
  revokeAll(store, token.userId, app.name)
  return json(200, { status: 'success' })
}
