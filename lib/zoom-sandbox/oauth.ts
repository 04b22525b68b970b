import { timingSafeEqual } from 'node:crypto'
import { formOf, json, type Answer, type Call } from './http'
import type { Store } from './store'
import { grant, ownerOf, redeemCode, redeemRefresh, revokeAll } from './tokens'

export type Client = { clientId: string; clientSecret: string }

/** Zoom's own words: 400, and a reason that may repeat what was sent. */
const refused = (error: string, reason: string): Answer => json(400, { reason, error })

/** POST /oauth/token and /oauth/revoke, for an app that sends its secret in the header. */
export function answerOAuth(store: Store, client: Client, call: Call, apiUrl: string): Answer {
  if (call.method !== 'POST')
    return json(405, { reason: 'Method Not Allowed', error: 'bad_request' })
  if (!isClient(client, call.headers.authorization)) {
    return refused('invalid_client', 'Invalid client_id or client_secret')
  }
  const form = formOf(call)
  if (call.path === '/oauth/revoke') return revoke(store, form.get('token') ?? '')
  const type = form.get('grant_type')
  if (type === 'authorization_code') return byCode(store, form, apiUrl)
  if (type === 'refresh_token') return byRefresh(store, form.get('refresh_token') ?? '', apiUrl)
  return refused('unsupported_grant_type', 'unsupported grant type')
}

function isClient({ clientId, clientSecret }: Client, header = ''): boolean {
  const expected = Buffer.from(`Basic ${btoa(`${clientId}:${clientSecret}`)}`)
  const sent = Buffer.from(header)
  return expected.length === sent.length && timingSafeEqual(expected, sent)
}

function byCode(store: Store, form: URLSearchParams, apiUrl: string): Answer {
  const text = form.get('code') ?? ''
  const proof = {
    verifier: form.get('code_verifier') ?? '',
    redirectUri: form.get('redirect_uri') ?? '',
  }
  const code = redeemCode(store, text, proof)
  if (!code) return refused('invalid_request', `Invalid authorization code ${text}`)
  // The last consent counts: what was granted before ends with it.
  revokeAll(store, code.userId)
  return json(200, grant(store, code.userId, code.scopes, apiUrl))
}

function byRefresh(store: Store, text: string, apiUrl: string): Answer {
  const token = redeemRefresh(store, text)
  if (!token) return refused('invalid_grant', 'Invalid Token!')
  return json(200, grant(store, token.userId, token.scopes, apiUrl))
}

function revoke(store: Store, text: string): Answer {
  const userId = ownerOf(store, text)
  if (userId === null) return refused('invalid_request', 'Invalid Token!')
  revokeAll(store, userId)
  return json(200, { status: 'success' })
}
