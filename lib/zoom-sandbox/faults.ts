import type { Fault } from './state'
import { zoomTime } from './meeting-times'

/** Zoom's own words for its two limits, and for two requests about one thing at once. */
const limits = {
  second: 'You have reached the maximum per-second rate limit for this API. Try again later.',
  day: 'You have reached the maximum daily rate limit for this API. Refer to the response header for details on when you can make another request.',
  lock: 'Too many concurrent requests. A request to disassociate this user has already been made.',
}

const limited = (headers: Record<string, string>, limit: keyof typeof limits) =>
  ({
    status: 429,
    headers,
    body: { code: 429, message: limits[limit] },
  }) satisfies Partial<Fault>

const htmlError = (status: number, title: string) =>
  ({
    status,
    body: `<html><head><title>${status} ${title}</title></head><body><h1>${title}</h1></body></html>`,
  }) satisfies Partial<Fault>

const refused = (status: number, body: { code: number; message: string }) =>
  ({ status, body }) satisfies Partial<Fault>

/**
 * What really goes wrong at Zoom, to be put into `failWith` beside a `path`, or returned from what
 * `setFaults` is given: `world.failWith({ path: '^/v2/users', ...faults.limitedUntil(later) })`.
 */
export const faults = {
  /** 429 with the time at which to ask again, as Zoom gives it: a date, no number of seconds. */
  limitedUntil: (until: Date) =>
    limited({ 'retry-after': zoomTime(until), 'x-ratelimit-type': 'Daily-limit' }, 'day'),
  /** 429 that says only which of the two limits it was. */
  limitedASecond: () => limited({ 'x-ratelimit-type': 'QPS' }, 'second'),
  limitedToday: () => limited({ 'x-ratelimit-type': 'Daily-limit' }, 'day'),
  limitedAtOnce: () => limited({}, 'lock'),
  /** 429 without any header, and 429 from something in front of the API. */
  limitedSilently: () => limited({}, 'second'),
  limitedAsPage: () => htmlError(429, 'Too Many Requests'),
  /** 5xx in Zoom's own shape, and a page of something in front of it. */
  broken: (status = 500) => refused(status, { code: status, message: 'Internal Server Error' }),
  brokenAsPage: (status = 502) => htmlError(status, 'Bad Gateway'),
  /** 200, and a page where there should be JSON. */
  pageInstead: () => htmlError(200, 'Zoom'),
  /** An error of Zoom's under 200, and one in a form that nobody asked for. */
  errorUnder200: () => refused(200, { code: 300, message: 'Invalid access token.' }),
  brokenAsXml: () => ({
    ...refused(500, { code: 500, message: '' }),
    body: '<?xml version="1.0"?><response><code>500</code></response>',
    headers: { 'content-type': 'application/xml' },
  }),
  /** JSON where there should be other JSON: another shape, and far too much of it. */
  strange: () => ({ status: 200, body: ['strange'] }) satisfies Partial<Fault>,
  huge: (bytes = 8 * 1024 * 1024) =>
    ({ status: 200, body: { padding: 'x'.repeat(bytes) } }) satisfies Partial<Fault>,
  /** The true answer late, byte by byte, broken off, or for nobody to hear. */
  late: (delay_ms: number) => ({ truth: true, delay_ms }) satisfies Partial<Fault>,
  trickling: (trickle_ms: number) => ({ truth: true, trickle_ms }) satisfies Partial<Fault>,
  truncated: (cut_bytes = 40) => ({ truth: true, cut_bytes }) satisfies Partial<Fault>,
  lost: () => ({ lost: true }) satisfies Partial<Fault>,
  /** The connection breaks before anything is done. */
  dropped: () => ({ drop: true }) satisfies Partial<Fault>,
  /** 401 for a token that is still good, in both of Zoom's wordings. */
  expiredToken: () => refused(401, { code: 124, message: 'Access token is expired.' }),
  invalidToken: () => refused(401, { code: 124, message: 'Invalid access token.' }),
  /** 404 for what is there, as is sometimes seen for a moment. */
  meetingNotFound: () => refused(404, { code: 3001, message: 'Meeting does not exist.' }),
  /** For PATCH: taken, and nothing changed. */
  ignored: () => ({ status: 204, body: null }) satisfies Partial<Fault>,
} as const
