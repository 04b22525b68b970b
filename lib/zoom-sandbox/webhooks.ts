import { createHmac, randomUUID } from 'node:crypto'
import type { JsonObject } from '../core/canonical-json'

export type WebhookOptions = {
  /** Where the app wants to be told. */
  url: string
  /** The secret token of the app's event subscription. */
  secret: string
  /** How long one of Zoom's minutes takes here; usual: a second. */
  minute_ms?: number
}

/** What became of one event. */
export type Delivery = {
  readonly event: string
  /** The same in every try, as the body is. */
  readonly requestId: string
  /** The status of each try; 0 where nobody answered. */
  readonly tries: number[]
  state: 'under_way' | 'delivered' | 'refused' | 'given_up'
}

export type Webhooks = {
  /** Sends it, soon and more than once if need be. */
  send(event: string, payload: JsonObject): void
  /** Asks whether the address is the app's own: whether it can sign a token with the secret. */
  validate(): Promise<boolean>
  deliveries(): readonly Delivery[]
  /** Waits until nothing is under way. */
  settled(): Promise<void>
  close(): void
}

/** Zoom tries again this long after each failure, three times, and then never. */
const again_minutes = [5, 20, 60]

/** Zoom waits this long for an answer. */
const answer_timeout_ms = 3000

/** So many of the last are remembered. */
const deliveries_max = 1000

type Sending = Required<WebhookOptions> & { stop: AbortSignal; now: () => Date }

/** Sends an app's events as Zoom does. Without `options` there is nobody to tell. */
export function startWebhooks(options: WebhookOptions | undefined, now: () => Date): Webhooks {
  const stop = new AbortController()
  const deliveries: Delivery[] = []
  const underWay = new Set<Promise<void>>()
  const sending = options && { minute_ms: 1000, ...options, stop: stop.signal, now }
  return {
    send: (event, payload) => {
      if (!sending) return
      const delivery: Delivery = { event, requestId: randomUUID(), tries: [], state: 'under_way' }
      deliveries.push(delivery)
      if (deliveries.length > deliveries_max) deliveries.shift()
      const body = JSON.stringify({ event, payload, event_ts: now().getTime() })
      const work = deliver(sending, delivery, body).finally(() => underWay.delete(work))
      underWay.add(work)
    },
    validate: async () => (sending ? validated(sending) : false),
    deliveries: () => deliveries,
    settled: async () => {
      while (underWay.size > 0) await Promise.all(underWay)
    },
    close: () => stop.abort(),
  }
}

async function deliver(sending: Sending, delivery: Delivery, body: string): Promise<void> {
  for (const wait_minutes of [0, ...again_minutes]) {
    await pause(wait_minutes * sending.minute_ms, sending.stop)
    if (sending.stop.aborted) return
    const { status } = await post(sending, delivery.requestId, body)
    delivery.tries.push(status)
    if (status >= 200 && status < 300) delivery.state = 'delivered'
    // What the app refuses, or sends elsewhere, is not sent again.
    else if (status >= 300 && status < 500) delivery.state = 'refused'
    if (delivery.state !== 'under_way') return
  }
  delivery.state = 'given_up'
}

type Posted = { status: number; text: string }

/** One try. The signature is made anew for each, over the same body. */
async function post(sending: Sending, requestId: string, body: string): Promise<Posted> {
  const timestamp = String(Math.floor(sending.now().getTime() / 1000))
  const signed = createHmac('sha256', sending.secret).update(`v0:${timestamp}:${body}`)
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Zoom Marketplace/1.0a',
    'x-zm-request-timestamp': timestamp,
    'x-zm-signature': `v0=${signed.digest('hex')}`,
    'x-zm-request-id': requestId,
  }
  const signal = AbortSignal.any([sending.stop, AbortSignal.timeout(answer_timeout_ms)])
  try {
    const response = await fetch(sending.url, {
      method: 'POST',
      body,
      headers,
      signal,
      redirect: 'manual',
    })
    return { status: response.status, text: await response.text() }
  } catch {
    return { status: 0, text: '' }
  }
}

async function validated(sending: Sending): Promise<boolean> {
  const plainToken = randomUUID()
  const question = { event: 'endpoint.url_validation', payload: { plainToken } }
  const body = JSON.stringify({ ...question, event_ts: sending.now().getTime() })
  const { status, text } = await post(sending, randomUUID(), body)
  const encryptedToken = createHmac('sha256', sending.secret).update(plainToken).digest('hex')
  return status === 200 && text === JSON.stringify({ plainToken, encryptedToken })
}

/** Does not keep the process alive, and ends early with it. */
function pause(ms: number, stop: AbortSignal): Promise<void> {
  if (ms === 0 || stop.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    timer.unref()
    stop.addEventListener('abort', () => resolve(), { once: true })
  })
}
