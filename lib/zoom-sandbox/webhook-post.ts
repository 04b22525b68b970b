import { createHmac, randomUUID } from 'node:crypto'

/** Zoom waits this long for an answer. */
const answer_timeout_ms = 3000

/** Where and as whom something is sent. `skew_ms` is how far Zoom's clock is out. */
export type Target = {
  url: string
  secret: string
  clientId: string
  stop: AbortSignal
  now: () => Date
  skew_ms: number
}

export type Posted = { status: number; text: string }

const hmac = (secret: string, text: string) =>
  createHmac('sha256', secret).update(text).digest('hex')

/** One try: 0 where nobody answers. The signature is made anew for each, over the same body. */
export async function post(target: Target, requestId: string, body: string): Promise<Posted> {
  const { url, secret, clientId, stop, now, skew_ms } = target
  const timestamp = String(Math.floor((now().getTime() + skew_ms) / 1000))
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Zoom Marketplace/1.0a',
    'x-zm-request-timestamp': timestamp,
    'x-zm-signature': `v0=${hmac(secret, `v0:${timestamp}:${body}`)}`,
    'x-zm-request-id': requestId,
    clientid: clientId,
  }
  const signal = AbortSignal.any([stop, AbortSignal.timeout(answer_timeout_ms)])
  try {
    const response = await fetch(url, { method: 'POST', body, headers, signal, redirect: 'manual' })
    return { status: response.status, text: await response.text() }
  } catch {
    return { status: 0, text: '' }
  }
}

/** Whether the address is the app's own: whether it can sign a token with the secret. */
export async function asksRight(target: Target): Promise<boolean> {
  const plainToken = randomUUID()
  const question = { event: 'endpoint.url_validation', payload: { plainToken } }
  const body = JSON.stringify({ ...question, event_ts: target.now().getTime() })
  const { status, text } = await post(target, randomUUID(), body)
  const encryptedToken = hmac(target.secret, plainToken)
  return status === 200 && text === JSON.stringify({ plainToken, encryptedToken })
}
