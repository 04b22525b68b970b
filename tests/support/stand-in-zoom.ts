import { createHash, randomBytes } from 'node:crypto'
import { afterAll } from 'vitest'
import type { JsonObject } from '#lib/core/canonical-json'
import { addPersona, personas, type Persona } from '#lib/zoom-sandbox/personas'
import { startSandbox, type Sandbox, type SandboxOptions } from '#lib/zoom-sandbox/start-sandbox'
import type { SandboxUser } from '#lib/zoom-sandbox/state'

export const client = { clientId: 'touchline-client', clientSecret: 'touchline-client-secret' }

export const redirectUri = 'http://127.0.0.1:3000/api/zoom/callback'

export const allScopes = [
  'user:read:user',
  'user:read:settings',
  'meeting:read:list_meetings',
  'meeting:read:meeting',
]

/** A stand-in Zoom on a free port with a clock that tests move; closed after the file's tests. */
export async function openSandbox(options: Partial<SandboxOptions> = {}) {
  const clock = { now: new Date('2026-11-25T12:00:00Z') }
  const sandbox = await startSandbox({ port: 0, ...client, ...options, now: () => clock.now })
  afterAll(() => sandbox.close())
  const wait = (minutes: number) => {
    clock.now = new Date(clock.now.getTime() + minutes * 60_000)
  }
  return { sandbox, clock, wait }
}

/** Everybody among the personas, in a world of their own. */
export function addEverybody(sandbox: Sandbox, now: Date): [Persona, SandboxUser][] {
  return personas.map((persona) => [persona, addPersona(sandbox.world, persona, {}, now)])
}

export type Answered = { status: number; body: JsonObject; headers: Headers }

/** The address of the consent page, with the verifier that belongs to its challenge. */
export function consentAddress(sandbox: Sandbox, change: Record<string, string> = {}) {
  const verifier = randomBytes(32).toString('base64url')
  const address = new URL('/oauth/authorize', sandbox.url)
  address.search = new URLSearchParams({
    response_type: 'code',
    client_id: client.clientId,
    redirect_uri: redirectUri,
    state: 'a-state',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...change,
  }).toString()
  return { address, verifier }
}

/** Posts the consent page's form. Returns what the app is sent back with. */
export async function sendConsent(
  address: URL,
  form: { user?: string; decision: string; scopes?: readonly string[] },
): Promise<{ status: number; back: URLSearchParams; text: string }> {
  const body = new URLSearchParams({ decision: form.decision })
  if (form.user !== undefined) body.set('user', form.user)
  for (const scope of form.scopes ?? allScopes) body.append('scope', scope)
  const response = await fetch(address, { method: 'POST', body, redirect: 'manual' })
  const location = response.headers.get('location')
  const back = location ? new URL(location).searchParams : new URLSearchParams()
  return { status: response.status, back, text: await response.text() }
}

/** Posts a form to the OAuth server as the app. */
export async function postAsApp(
  sandbox: Sandbox,
  path: string,
  form: Record<string, string>,
  secret = client.clientSecret,
  clientId = client.clientId,
): Promise<Answered> {
  const response = await fetch(new URL(path, sandbox.url), {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${clientId}:${secret}`)}` },
    body: new URLSearchParams(form),
  })
  return answered(response)
}

async function answered(response: Response): Promise<Answered> {
  const body: JsonObject = JSON.parse(await response.text())
  return { status: response.status, body, headers: response.headers }
}

export type Tokens = { access: string; refresh: string; body: JsonObject }

/** The tokens in an answer of the token endpoint. */
export function tokensOf({ body }: Answered): Tokens {
  const { access_token: access, refresh_token: refresh } = body
  if (typeof access !== 'string' || typeof refresh !== 'string') {
    throw new TypeError(`No tokens in ${JSON.stringify(body)}.`)
  }
  return { access, refresh, body }
}

/** The person allows the app everything (or `scopes`), and the app takes its tokens. */
export async function connect(
  sandbox: Sandbox,
  user: string,
  scopes: readonly string[] = allScopes,
): Promise<Tokens> {
  const { address, verifier } = consentAddress(sandbox)
  const { back } = await sendConsent(address, { user, decision: 'allow', scopes })
  return tokensOf(await redeem(sandbox, back.get('code') ?? '', verifier))
}

export const redeem = (sandbox: Sandbox, code: string, verifier: string, redirect = redirectUri) =>
  postAsApp(sandbox, '/oauth/token', {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirect,
    code_verifier: verifier,
  })

export const refresh = (sandbox: Sandbox, token: string) =>
  postAsApp(sandbox, '/oauth/token', { grant_type: 'refresh_token', refresh_token: token })

/** Asks for a path of the API. */
export const askApi = async (sandbox: Sandbox, token: string, path: string): Promise<Answered> =>
  answered(
    await fetch(`${sandbox.apiUrl}${path}`, { headers: { authorization: `Bearer ${token}` } }),
  )
