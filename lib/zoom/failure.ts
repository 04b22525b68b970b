import { z } from 'zod'
import type { JsonObject } from '../core/canonical-json'
import { isJsonObject } from '../core/canonical-json'
import { day_ms } from '../core/durations'
import type { CouldNotCheckReason } from '../core/readings'
import { wait_max_ms } from './limits'
import { jsonOf, type Sent } from './send'

/** Why a request gave nothing. */
export type Failure = {
  readonly reason: CouldNotCheckReason
  /**
   * `never`: Zoom's last word. `refused`: it does not take this token. `soon`: it or the network
   * failed. `patience`: too many requests a second. `later`: too many today.
   */
  readonly again: 'never' | 'refused' | 'soon' | 'patience' | 'later'
  /** When Zoom says that it may be asked again. */
  readonly at?: Date
}

export type Answer =
  | { readonly ok: true; readonly body: JsonObject }
  | { readonly ok: false; readonly failure: Failure }

const figures = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number)
const errorBody = z.object({ code: z.union([z.number(), figures]), message: z.string() })

/**
 * What an answer comes to. Zoom also answers 200 with an error in the body, and an error with HTML
 * or XML; an error's `code` says more than its status. Its message is never passed on.
 */
export function answerOf(sent: Sent, now: Date): Answer {
  if (!sent.answered) return failed(sent.broken ? 'unreadable_body' : 'zoom_down', 'soon')
  const body = jsonOf(sent.text)
  const error = errorBody.safeParse(body)
  if (sent.status === 429) return { ok: false, failure: tooMany(sent.headers, sent.text, now) }
  if (sent.status >= 500) return failed('zoom_down', 'soon')
  if (error.success) return { ok: false, failure: failureOf(sent.status, error.data) }
  if (sent.status !== 200) return { ok: false, failure: byStatus(sent.status) }
  return isJsonObject(body) ? { ok: true, body } : failed('unreadable_body', 'soon')
}

/** The same for a change: Zoom takes one with 204 and an empty body. */
export const changeOf = (sent: Sent, now: Date): Answer =>
  sent.answered && sent.status === 204 ? { ok: true, body: {} } : answerOf(sent, now)

const failed = (reason: CouldNotCheckReason, again: Failure['again']): Answer => ({
  ok: false,
  failure: { reason, again },
})

/** Source: Zoom's error tables of October 2026. 200 is the code of an error, too. */
const codes: { readonly [code: number]: Failure } = {
  124: { reason: 'not_connected', again: 'refused' },
  4700: { reason: 'not_connected', again: 'refused' },
  4735: { reason: 'not_connected', again: 'refused' },
  4737: { reason: 'not_connected', again: 'refused' },
  4738: { reason: 'not_connected', again: 'refused' },
  4741: { reason: 'not_connected', again: 'refused' },
  4711: { reason: 'not_granted', again: 'never' },
  200: { reason: 'not_readable', again: 'never' },
  3000: { reason: 'not_readable', again: 'never' },
  3161: { reason: 'not_readable', again: 'never' },
  1001: { reason: 'not_found', again: 'never' },
  1010: { reason: 'not_found', again: 'never' },
  3001: { reason: 'not_found', again: 'never' },
}

const notGranted: Failure = { reason: 'not_granted', again: 'never' }

/** Zoom's code for a plan that is too small is also its code for somebody who may not look. */
const noPermission = /\bno permission\b/i

function failureOf(status: number, error: z.output<typeof errorBody>): Failure {
  if (/does not contain scopes/i.test(error.message)) return notGranted
  const known = Object.hasOwn(codes, error.code) ? codes[error.code] : undefined
  if (known?.reason === 'not_readable' && noPermission.test(error.message)) return notGranted
  if (known) return known
  // Of an account's settings Zoom says so in words, and by a code that it does not document.
  if (/\bpaid account\b/i.test(error.message)) return { reason: 'not_readable', again: 'never' }
  return status === 200 ? { reason: 'unreadable_body', again: 'never' } : byStatus(status)
}

function byStatus(status: number): Failure {
  if (status === 401) return { reason: 'not_connected', again: 'refused' }
  if (status === 404) return { reason: 'not_found', again: 'never' }
  return { reason: 'zoom_down', again: 'never' }
}

/** Where Zoom names no time: the wait for its next second, and the spread of it. */
const patience_ms = 1000

/**
 * `Retry-After` is a date and not seconds; without it the kind of limit decides. A daily limit ends
 * with the day (UTC). Source: Zoom's rate limits of October 2026 and what its clients saw.
 */
function tooMany(headers: Headers, text: string, now: Date): Failure {
  const named = retryAfterOf(headers.get('retry-after'), now)
  if (named && named.getTime() - now.getTime() > wait_max_ms) return later(named)
  if (named) return { reason: 'zoom_down', again: 'patience', at: named }
  const said = `${headers.get('x-ratelimit-type')} ${text.slice(0, 500)}`
  if (/qps|per-?second|concurrent/i.test(said) && !/daily/i.test(said)) {
    const at = new Date(now.getTime() + patience_ms)
    return { reason: 'zoom_down', again: 'patience', at }
  }
  return later(new Date((Math.floor(now.getTime() / day_ms) + 1) * day_ms))
}

const later = (at: Date): Failure => ({ reason: 'zoom_down', again: 'later', at })

function retryAfterOf(header: string | null, now: Date): Date | undefined {
  if (!header) return undefined
  const at = /^\d{1,6}$/.test(header) ? now.getTime() + Number(header) * 1000 : Date.parse(header)
  return Number.isNaN(at) ? undefined : new Date(at)
}
