import { randomUUID } from 'node:crypto'
import type { JobKind } from '#lib/jobs/jobs'
import type { WebhookAnswer } from '#lib/zoom-events/receive-webhook'

/**
 * Deliveries as Zoom signs them. Import it before anything of ours that reads a setting, since
 * settings are read once.
 */
export const webhookSecret = 'a-secret-of-one-app'
export const otherSecret = 'a-secret-of-another-app'
process.env.ZOOM_WEBHOOK_SECRETS = `${otherSecret}, ${webhookSecret}`

export type Delivery = {
  secret?: string
  /** What the header says, where that is not this moment in seconds. */
  timestamp?: string
  signature?: string
  headers?: Record<string, string>
  now?: Date
}

/** A signed request with these bytes. */
export async function signedRequest(
  raw: Uint8Array | string,
  { secret = webhookSecret, now = new Date(), ...given }: Delivery = {},
): Promise<Request> {
  const { signatureOf } = await import('#lib/zoom/webhook-signature')
  const rawBody = typeof raw === 'string' ? Buffer.from(raw) : Buffer.from(raw)
  const timestamp = given.timestamp ?? String(Math.floor(now.getTime() / 1000))
  return new Request('http://localhost/api/zoom/webhook', {
    method: 'POST',
    body: rawBody,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-zm-request-timestamp': timestamp,
      'x-zm-signature': given.signature ?? signatureOf(secret, timestamp, rawBody),
      'x-zm-request-id': randomUUID(),
      ...given.headers,
    },
  })
}

/** Zoom sends these bytes, signed. */
export async function deliver(
  raw: Uint8Array | string | object,
  delivery: Delivery = {},
): Promise<WebhookAnswer> {
  const { receiveWebhook } = await import('#lib/zoom-events/receive-webhook')
  const text = typeof raw === 'string' || raw instanceof Uint8Array ? raw : JSON.stringify(raw)
  return receiveWebhook(await signedRequest(text, delivery), delivery.now ?? new Date())
}

type About = { accountId: string; at?: Date; object?: object; payload?: object }

/** An event's body, as Zoom writes it. */
export const anEvent = (
  event: string,
  { accountId, at = new Date(), object, payload }: About,
): object => ({
  event,
  event_ts: at.getTime(),
  payload: { account_id: accountId, ...(object ? { object } : {}), ...payload },
})

/** Everything that follows from an event, by itself. */
export const eventKinds = [
  'work-events',
  'read-account',
  'judge-club',
  'open-alert',
] as const satisfies readonly JobKind[]
