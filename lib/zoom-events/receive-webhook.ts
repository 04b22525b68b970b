import { networkOf } from '../core/network'
import { sha256Hex } from '../core/sha256'
import { edgePool } from '../database/pools'
import { env } from '../env'
import type { Hint } from '../jobs/enqueue'
import { errorForLog } from '../error-for-log'
import { log } from '../log'
import { logSecurity } from '../log-security'
import { readBytes } from '../read-bytes'
import { zoomEvent, type ZoomEvent } from '../zoom/webhook-event'
import { body_bytes_max, plain_token_max } from '../zoom/webhook-limits'
import { signingSecret, validationAnswer } from '../zoom/webhook-signature'
import { actionOf } from './event-actions'

/**
 * What to answer Zoom, and what became due, to be hinted at afterwards. Zoom sends again after a
 * 5xx, and only then.
 */
export type WebhookAnswer = {
  readonly status: 200 | 204 | 400 | 401 | 413 | 503
  readonly json?: Readonly<Record<string, string>>
  readonly hints: readonly Hint[]
}

const answer = (status: WebhookAnswer['status'], hints: readonly Hint[] = []): WebhookAnswer => ({
  status,
  hints,
})

/**
 * Takes a delivery of Zoom's: proves by the signature over the raw bytes that it is Zoom's, answers
 * the question whether this address is ours, and stores an event that we act on, once for each body.
 * Nothing else is done before the answer. Never throws.
 */
export async function receiveWebhook(
  { headers, body }: Pick<Request, 'headers' | 'body'>,
  now: Date,
): Promise<WebhookAnswer> {
  try {
    const secrets = webhookSecrets()
    if (secrets.length === 0) return answer(503)
    const announced = Number(headers.get('content-length') ?? 0)
    const rawBody = announced > body_bytes_max ? null : await readBytes(body, body_bytes_max)
    if (!rawBody) return answer(413)
    const timestamp = headers.get('x-zm-request-timestamp')
    const signature = headers.get('x-zm-signature')
    const secret = signingSecret({ timestamp, signature, rawBody }, secrets, now)
    if (secret === null) {
      logSecurity('webhook_not_signed', { network: networkOf(headers.get('x-forwarded-for')) })
      return answer(401)
    }
    return await take(rawBody, secret, headers.get('x-zm-request-id'), now)
  } catch (error) {
    log.error(errorForLog(error), 'a webhook could not be stored; Zoom sends it again')
    return answer(503)
  }
}

/** One for each Zoom app. */
const webhookSecrets = (): string[] =>
  (env().ZOOM_WEBHOOK_SECRETS ?? '').split(',').flatMap((secret) => secret.trim() || [])

async function take(
  rawBody: Uint8Array,
  secret: string,
  requestId: string | null,
  now: Date,
): Promise<WebhookAnswer> {
  const body = jsonOf(rawBody)
  const plainToken = plainTokenOf(body)
  if (plainToken !== null) {
    return { ...answer(200), json: validationAnswer(secret, plainToken) }
  }
  const event = zoomEvent(body)
  if (!event) return answer(400)
  if (!actionOf(event.event)) return answer(204)
  return answer(204, await store(sha256Hex(rawBody), event, requestId, now))
}

/** Zoom writes UTF-8, whatever a header says; bytes that are none are nobody's JSON. */
function jsonOf(rawBody: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(rawBody))
  } catch {
    return null
  }
}

function plainTokenOf(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('event' in body)) return null
  if (body.event !== 'endpoint.url_validation' || !('payload' in body)) return null
  const { payload } = body
  if (typeof payload !== 'object' || payload === null || !('plainToken' in payload)) return null
  const { plainToken } = payload
  return typeof plainToken === 'string' && plainToken.length <= plain_token_max ? plainToken : null
}

/** The inbox row and the holders' rows, or nothing where the same body was stored before. */
async function store(
  bodyHash: string,
  event: ZoomEvent,
  requestId: string | null,
  now: Date,
): Promise<Hint[]> {
  const handed = await edgePool().query<{ organisation_id: string; connection_id: string }>(
    `select organisation_id, connection_id
     from receive_webhook($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      bodyHash,
      event.event,
      event.eventAt ?? now,
      event.accountId,
      event.userId,
      event.operatorId,
      event.meetingId,
      event.topic,
      JSON.stringify(event.facts),
      requestId?.slice(0, 200) ?? null,
      now,
    ],
  )
  return handed.rows.map(({ organisation_id, connection_id }) => ({
    kind: 'work-events',
    organisationId: organisation_id,
    subjectId: connection_id,
  }))
}
