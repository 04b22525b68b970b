import { env } from '../env'
import { credentialsOf, type ZoomApp } from './apps'
import { jsonOf, send } from './send'

/** What Zoom answered, or that it did not: the network, a time-out, something that is no JSON. */
export type Answer =
  | { readonly answered: true; readonly status: number; readonly body: unknown }
  | { readonly answered: false }

/** Sends a form to Zoom's OAuth server as one of our apps (RFC 6749, client_secret_basic). */
export function postForm(
  app: ZoomApp,
  path: string,
  form: Record<string, string>,
): Promise<Answer> {
  const { clientId, clientSecret } = credentialsOf(app)
  const client = `${clientId}:${clientSecret}`
  return ask(new URL(path, env().ZOOM_OAUTH_URL), {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(client).toString('base64')}` },
    body: new URLSearchParams(form),
  })
}

/** Gets a path of Zoom's API with a person's token. Never throws. */
export function getWithToken(apiUrl: string, path: string, accessToken: string): Promise<Answer> {
  return ask(new URL(`${apiUrl}${path}`), { headers: { authorization: `Bearer ${accessToken}` } })
}

async function ask(url: URL, init: RequestInit): Promise<Answer> {
  const sent = await send(url, init)
  if (!sent.answered) return { answered: false }
  return { answered: true, status: sent.status, body: jsonOf(sent.text) ?? null }
}
