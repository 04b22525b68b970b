import { createHash, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll } from 'vitest'

/**
 * Zoom's OAuth server and `users/me`, as strict as its documentation: a code is used once and bound
 * to its challenge and redirect, a refresh token is rotated by each use. Import it before anything
 * of ours, since settings are read once.
 */
type Code = { challenge: string; redirect: string; zoomUserId: string }

const codes = new Map<string, Code>()
const access = new Map<string, string>()
const refresh = new Map<string, string>()

export const zoom = {
  /** Every token that was ever given out, to be searched for where none may be. */
  given: [] as string[],
  refreshes: 0,
  revoked: [] as string[],
  scopes: 'user:read:user user:read:settings meeting:read:list_meetings meeting:read:meeting',
  /** A status that it answers with instead of doing its work. */
  failing: null as number | null,
  /** Work that waits for this before it answers, so that two can be under way at once. */
  beforeAnswer: async () => {},
}

/** The person says yes on Zoom's page: what comes back in the address. */
export function sayYes(address: string, zoomUserId: string): { code: string; state: string } {
  const asked = new URL(address).searchParams
  const code = randomBytes(16).toString('hex')
  const challenge = asked.get('code_challenge') ?? ''
  codes.set(code, { challenge, redirect: asked.get('redirect_uri') ?? '', zoomUserId })
  return { code, state: asked.get('state') ?? '' }
}

/** The person removes the app at Zoom. */
export function removeApp(): void {
  refresh.clear()
  access.clear()
}

/** Zoom says the one of a refresh token and the other of a code. */
const invalidGrant = { reason: 'Invalid Token!', error: 'invalid_grant' }
const invalidCode = { reason: 'Invalid authorization code …', error: 'invalid_request' }

function grantTo(zoomUserId: string) {
  const tokens = {
    access: randomBytes(24).toString('hex'),
    refresh: randomBytes(24).toString('hex'),
  }
  access.set(tokens.access, zoomUserId)
  refresh.set(tokens.refresh, zoomUserId)
  zoom.given.push(tokens.access, tokens.refresh)
  return {
    access_token: tokens.access,
    token_type: 'bearer',
    refresh_token: tokens.refresh,
    expires_in: 3599,
    scope: zoom.scopes,
  }
}

/** The last consent counts: what was granted before for the same user ends with it. */
function endTokens(zoomUserId: string): void {
  for (const tokens of [access, refresh]) {
    for (const [token, user] of tokens) if (user === zoomUserId) tokens.delete(token)
  }
}

function byCode(form: URLSearchParams) {
  const code = codes.get(form.get('code') ?? '')
  codes.delete(form.get('code') ?? '')
  const challenge = createHash('sha256').update(form.get('code_verifier') ?? '')
  const proved = challenge.digest('base64url') === code?.challenge
  if (!code || !proved || form.get('redirect_uri') !== code.redirect) return null
  endTokens(code.zoomUserId)
  return grantTo(code.zoomUserId)
}

function byRefresh(form: URLSearchParams) {
  zoom.refreshes += 1
  const user = refresh.get(form.get('refresh_token') ?? '')
  refresh.delete(form.get('refresh_token') ?? '')
  return user ? grantTo(user) : null
}

function answerForm(path: string, form: URLSearchParams): [number, object] {
  if (path === '/oauth/revoke') {
    zoom.revoked.push(form.get('token') ?? '')
    return [200, { status: 'success' }]
  }
  const refreshes = form.get('grant_type') === 'refresh_token'
  const granted = refreshes ? byRefresh(form) : byCode(form)
  return granted ? [200, granted] : [400, refreshes ? invalidGrant : invalidCode]
}

function answerMe(request: IncomingMessage): [number, object] {
  const id = access.get(request.headers.authorization?.replace('Bearer ', '') ?? '')
  if (!id) return [401, { code: 124, message: 'Invalid access token.' }]
  if (!zoom.scopes.includes('user:read:user')) {
    return [400, { code: 4711, message: 'Invalid access token, does not contain scopes.' }]
  }
  return [200, { id, account_id: `account-of-${id}`, type: 1, display_name: 'Jo', pmi: 1 }]
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const sent = await text(request)
  await zoom.beforeAnswer()
  const form = new URLSearchParams(sent)
  const [status, body] = zoom.failing
    ? [zoom.failing, { reason: 'Down', error: 'invalid_grant' }]
    : request.method === 'POST'
      ? answerForm(request.url ?? '', form)
      : answerMe(request)
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

const server = createServer((request, response) => void answer(request, response))
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const listening = server.address()
const port = typeof listening === 'object' && listening ? listening.port : 0
const origin = `http://127.0.0.1:${port}`
process.env.ZOOM_OAUTH_URL = origin
process.env.ZOOM_API_URL = `${origin}/v2`

afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())))
