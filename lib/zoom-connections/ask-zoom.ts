import { z } from 'zod'
import { AppError } from '../core/errors'
import { env, required } from '../env'
import { log } from '../log'
import { zoomCallback } from '../core/paths'
import type { Grant } from './keep-connection'
import { grantedTooLittle } from './needed-scopes'
import { challengeOf, verifierOf } from './oauth-state'
import { credentialsOf, type ZoomApp } from '../zoom/apps'
import { getWithToken, postForm, type Answer } from '../zoom/oauth-request'
import type { Tokens } from './token-rows'

/** Those of our apps that somebody consents to. */
export type ConsentApp = Exclude<ZoomApp, 'server'>

/** Exactly what is registered at Zoom for the app. */
const redirectAddress = (app: ConsentApp) => new URL(zoomCallback(app), env().APP_URL).href

/** Where the person is asked, at Zoom: code flow with state and PKCE (RFC 6749, RFC 7636). */
export function authorizeAddress(app: ConsentApp, state: string): string {
  const address = new URL('/oauth/authorize', env().ZOOM_OAUTH_URL)
  address.search = new URLSearchParams({
    response_type: 'code',
    client_id: credentialsOf(app).clientId,
    redirect_uri: redirectAddress(app),
    state,
    code_challenge: challengeOf(verifierOf(state)),
    code_challenge_method: 'S256',
  }).toString()
  return address.href
}

/** What stands for a refresh token where Zoom gives none. */
const noRefreshToken = 'none'

const tokenBody = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.number().positive(),
  scope: z.string().default(''),
  api_url: z.string().optional(),
})

const serverTokenBody = tokenBody.extend({
  refresh_token: z.string().default(noRefreshToken),
})

const userBody = z.object({
  id: z.string().min(1),
  account_id: z.string().min(1),
  type: z.number().int().optional(),
})

const noAnswer = () =>
  new AppError('unavailable', 'Zoom did not answer. Nothing was connected. Try again shortly.')

/**
 * Turns the code of an answer into tokens and asks whose they are. Throws `expired` where Zoom no
 * longer takes the code, `invalid_input` where it granted too little to say who, `unavailable`
 * where it does not answer.
 */
export async function exchangeConsent(
  app: ConsentApp,
  { code, state }: { code: string; state: string },
  now: Date,
): Promise<Grant> {
  const form = { grant_type: 'authorization_code', code, redirect_uri: redirectAddress(app) }
  const answer = await postForm(app, '/oauth/token', { ...form, code_verifier: verifierOf(state) })
  if (isInvalidGrant(answer) || isInvalidCode(answer)) {
    throw new AppError('expired', 'Zoom no longer takes this answer. Start again.')
  }
  const body = tokenBody.safeParse(answer.answered ? answer.body : null)
  if (!body.success) throw noAnswer()
  const apiUrl = apiUrlOf(body.data.api_url)
  const { accessToken } = tokensOf(body.data, now)
  const user = await whoseToken(apiUrl, accessToken).catch(async (error: unknown) => {
    // Nobody keeps these tokens, so nobody else could ever take them back.
    await revokeToken(app, accessToken)
    throw error
  })
  return { app, ...user, scopes: body.data.scope, apiUrl, tokens: tokensOf(body.data, now) }
}

async function whoseToken(apiUrl: string, accessToken: string) {
  const answer = await getWithToken(apiUrl, '/users/me', accessToken)
  if (!answer.answered || answer.status >= 500 || answer.status === 429) throw noAnswer()
  const user = userBody.safeParse(answer.body)
  if (!user.success) throw grantedTooLittle()
  const { id, account_id, type } = user.data
  return { zoomUserId: id, zoomAccountId: account_id, zoomUserType: type ?? null }
}

export type Refreshed = { ok: true; tokens: Tokens } | { ok: false; dead: boolean }

/**
 * New tokens for old. `dead` only where Zoom itself says that the grant is invalid. Where no answer
 * came, Zoom may have given new tokens that we shall never see; it takes the old one again for a
 * short while, so it is asked once more at once.
 */
export async function refreshTokens(
  app: ConsentApp,
  refreshToken: string,
  now: Date,
): Promise<Refreshed> {
  const form = { grant_type: 'refresh_token', refresh_token: refreshToken }
  const first = await postForm(app, '/oauth/token', form)
  const answer = first.answered ? first : await postForm(app, '/oauth/token', form)
  if (isInvalidGrant(answer)) return { ok: false, dead: true }
  const body = tokenBody.safeParse(answer.answered ? answer.body : null)
  if (body.success) return { ok: true, tokens: tokensOf(body.data, now) }
  const status = answer.answered ? answer.status : null
  log.warn({ status }, 'Zoom gave no new tokens')
  return { ok: false, dead: false }
}

/**
 * A token of the server-to-server credentials of this installation, with nothing to refresh it by: a
 * new one is asked for instead. Throws `unavailable` where Zoom does not answer.
 */
export async function serverGrant(now: Date): Promise<Grant> {
  const answer = await askServerToken()
  const body = serverTokenBody.safeParse(answer.answered ? answer.body : null)
  if (!body.success) throw noAnswer()
  const apiUrl = apiUrlOf(body.data.api_url)
  const tokens = tokensOf(body.data, now)
  const user = await whoseToken(apiUrl, tokens.accessToken)
  return { app: 'server', ...user, scopes: body.data.scope, apiUrl, tokens }
}

/** The next token of the same credentials. `dead` where Zoom no longer takes them. */
export async function serverTokens(now: Date): Promise<Refreshed> {
  const answer = await askServerToken()
  const body = serverTokenBody.safeParse(answer.answered ? answer.body : null)
  if (body.success) return { ok: true, tokens: tokensOf(body.data, now) }
  return { ok: false, dead: isInvalidGrant(answer) || isInvalidClient(answer) }
}

const askServerToken = () =>
  postForm('server', '/oauth/token', {
    grant_type: 'account_credentials',
    account_id: required('ZOOM_SERVER_ACCOUNT_ID'),
  })

/** True where Zoom confirmed that the consent is over. */
export async function revokeToken(app: ZoomApp, token: string): Promise<boolean> {
  const answer = await postForm(app, '/oauth/revoke', { token })
  return answer.answered && answer.status === 200
}

const tokensOf = (body: z.output<typeof tokenBody>, now: Date): Tokens => ({
  accessToken: body.access_token,
  refreshToken: body.refresh_token,
  expiresAt: new Date(now.getTime() + body.expires_in * 1000),
})

const refusal = z.object({ error: z.literal('invalid_grant') })

/** Zoom's body is `{ reason, error }` with 400; it was 401 before 2022. A 5xx is never believed. */
const isInvalidGrant = (answer: Answer) =>
  answer.answered &&
  (answer.status === 400 || answer.status === 401) &&
  refusal.safeParse(answer.body).success

const clientRefusal = z.object({ error: z.literal('invalid_client') })

const isInvalidClient = (answer: Answer) =>
  answer.answered &&
  (answer.status === 400 || answer.status === 401) &&
  clientRefusal.safeParse(answer.body).success

const codeRefusal = z.object({ error: z.literal('invalid_request') })

/** Of a code that is used up, too old or another's, Zoom says `invalid_request`, also with 400. */
const isInvalidCode = (answer: Answer) =>
  answer.answered && answer.status === 400 && codeRefusal.safeParse(answer.body).success

/**
 * Zoom names a regional host (api-eu, api-uk …) for each token. Followed only within Zoom, and only
 * where the setting is Zoom itself: no answer may lead a token to another host.
 */
function apiUrlOf(named: string | undefined): string {
  const usual = env().ZOOM_API_URL.replace(/\/$/, '')
  if (!named || !URL.canParse(named)) return usual
  const isZoom = ({ protocol, hostname }: URL) =>
    protocol === 'https:' && hostname.endsWith('.zoom.us')
  const [theirs, ours] = [new URL(named), new URL(usual)]
  return isZoom(theirs) && isZoom(ours) ? `${theirs.origin}${ours.pathname}` : usual
}
