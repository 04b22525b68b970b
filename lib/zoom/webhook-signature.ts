import { createHmac, timingSafeEqual } from 'node:crypto'

/** How far Zoom's clock and ours may be apart, and how late a delivery may be. */
const window_seconds = 300

export type Signed = {
  /** `x-zm-request-timestamp`: seconds since 1970. (The body's `event_ts` is in milliseconds.) */
  readonly timestamp: string | null
  /** `x-zm-signature`: `v0=` and 64 hexadecimal characters. */
  readonly signature: string | null
  /** The body as it came, byte for byte: parsed and written anew it may be another. */
  readonly rawBody: Uint8Array
}

/**
 * The secret with which Zoom signed a delivery, or null where none of ours did, or it is too old or
 * from too far in the future. Each configured app has a secret of its own, so each is tried.
 */
export function signingSecret(
  { timestamp, signature, rawBody }: Signed,
  secrets: readonly string[],
  now: Date,
): string | null {
  if (timestamp === null || signature === null || !isInWindow(timestamp, now)) return null
  const claimed = Buffer.from(signature)
  return (
    secrets.find((secret) => {
      const expected = Buffer.from(signatureOf(secret, timestamp, rawBody))
      return claimed.length === expected.length && timingSafeEqual(claimed, expected)
    }) ?? null
  )
}

/** Zoom's signature of a body: HMAC-SHA256 of `v0:timestamp:body`. */
export const signatureOf = (secret: string, timestamp: string, rawBody: Uint8Array): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(rawBody).digest('hex')}`

/** The answer to Zoom's question whether an address is really ours. */
export const validationAnswer = (secret: string, plainToken: string) => ({
  plainToken,
  encryptedToken: createHmac('sha256', secret).update(plainToken).digest('hex'),
})

/** Milliseconds have three figures more, and are thousands of years away. */
function isInWindow(timestamp: string, now: Date): boolean {
  if (!/^\d{1,15}$/.test(timestamp)) return false
  return Math.abs(now.getTime() / 1000 - Number(timestamp)) <= window_seconds
}
