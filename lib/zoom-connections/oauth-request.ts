import { env, required } from '../env'

/** Zoom answers in well under a second; a lease on a refresh lasts a minute. */
const timeout_ms = 10_000
/** An answer holds two tokens of some 2,000 characters and the list of scopes. */
const answer_bytes_max = 64 * 1024

/** What Zoom answered, or that it did not: the network, a time-out, something that is no JSON. */
export type Answer =
  | { readonly answered: true; readonly status: number; readonly body: unknown }
  | { readonly answered: false }

/** Sends a form to Zoom's OAuth server as this app (RFC 6749, client_secret_basic). Never throws. */
export function postForm(path: string, form: Record<string, string>): Promise<Answer> {
  const client = `${required('ZOOM_CLIENT_ID')}:${required('ZOOM_CLIENT_SECRET')}`
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
  try {
    const signal = AbortSignal.timeout(timeout_ms)
    const response = await fetch(url, { ...init, redirect: 'error', signal })
    const text = await response.text()
    if (text.length > answer_bytes_max) return { answered: false }
    return { answered: true, status: response.status, body: jsonOrNull(text) }
  } catch {
    // Whatever the network said may carry the address, and with it a secret: it is not passed on.
    return { answered: false }
  }
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
