import type { JsonObject } from '#lib/core/canonical-json'
import { adminOptionalScopes, adminScopes, userOptionalScopes } from '#lib/zoom-sandbox/apps'
import { addClubAccount, hartleyAccount } from '#lib/zoom-sandbox/club-account'
import type { Sandbox, SandboxOptions } from '#lib/zoom-sandbox/start-sandbox'
import {
  allScopes,
  consentAddress,
  openSandbox,
  postAsApp,
  redirectUri,
  sendConsent,
  tokensOf,
  type Answered,
  type Tokens,
} from './stand-in-zoom'

/** The id of the account that the server's own credentials are for. */
export const serverAccountId = 'an-account-of-the-club'

export const apps = {
  user: { id: 'touchline-client', secret: 'touchline-client-secret' },
  admin: { id: 'touchline-admin', secret: 'touchline-admin-secret' },
  server: { id: 'touchline-server', secret: 'touchline-server-secret' },
} as const

export type ConsentApp = 'user' | 'admin'

/** A stand-in Zoom with all three apps, and the demo's club account in it. */
export async function openClubSandbox(options: Partial<SandboxOptions> = {}) {
  const opened = await openSandbox({
    adminClientId: apps.admin.id,
    adminClientSecret: apps.admin.secret,
    serverClientId: apps.server.id,
    serverClientSecret: apps.server.secret,
    serverAccountId,
    ...options,
  })
  const { world } = opened.sandbox
  const club = addClubAccount(world, { ...hartleyAccount, id: serverAccountId }, opened.clock.now)
  const [owner, nell, theo, casey, gone] = world.usersOf(club.id)
  if (!owner || !nell || !theo || !casey || !gone) throw new Error('The club has too few people.')
  return { ...opened, world, club, people: { owner, nell, theo, casey, gone } }
}

const scopesOf = {
  user: [...allScopes, ...userOptionalScopes],
  admin: [...adminScopes, ...adminOptionalScopes],
}

/** The person says what of the app’s scopes they allow, and is sent back. */
export async function consent(
  sandbox: Sandbox,
  app: ConsentApp,
  user: string,
  scopes: readonly string[] = scopesOf[app],
) {
  const { address, verifier } = consentAddress(sandbox, { client_id: apps[app].id })
  return { ...(await sendConsent(address, { user, decision: 'allow', scopes })), verifier }
}

/** The person allows the app, and the app takes its tokens. */
export async function connectAs(
  sandbox: Sandbox,
  app: ConsentApp,
  user: string,
  scopes?: readonly string[],
): Promise<Tokens> {
  const { back, verifier } = await consent(sandbox, app, user, scopes)
  const code = back.get('code') ?? ''
  return tokensOf(await redeemAs(sandbox, app, code, verifier))
}

export const redeemAs = (sandbox: Sandbox, app: ConsentApp, code: string, verifier: string) =>
  ask(sandbox, app, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
  })

export const refreshAs = (sandbox: Sandbox, app: ConsentApp, token: string) =>
  ask(sandbox, app, { grant_type: 'refresh_token', refresh_token: token })

/** Asks for a token with the server's own credentials. */
export const askAsServer = (sandbox: Sandbox, accountId = serverAccountId) =>
  ask(sandbox, 'server', { grant_type: 'account_credentials', account_id: accountId })

export const ask = (
  sandbox: Sandbox,
  app: keyof typeof apps,
  form: Record<string, string>,
  path = '/oauth/token',
): Promise<Answered> => postAsApp(sandbox, path, form, apps[app].secret, apps[app].id)

/** The access token in an answer. */
export function accessOf({ body }: Answered): string {
  const { access_token: access } = body
  if (typeof access !== 'string') throw new TypeError(`No token in ${JSON.stringify(body)}.`)
  return access
}

/** Sends a change to the API, and answers its status and body. */
export async function patchApi(sandbox: Sandbox, token: string, path: string, body: JsonObject) {
  const response = await fetch(`${sandbox.apiUrl}${path}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: response.status, text: await response.text() }
}
