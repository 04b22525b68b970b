import type { Json } from '../core/canonical-json'
import { json, type Answer } from './http'
import { zoomTime } from './meeting-times'

/** Zoom's own words for what it refuses. Source: its OpenAPI of June 2025 and what people met. */
const refusal = (
  status: number,
  code: number,
  message: string,
  more: { [key: string]: Json } = {},
) => json(status, { code, message, ...more })

export const noToken = (): Answer => refusal(401, 124, 'Requires an access token.')

export const invalidToken = (): Answer => refusal(401, 124, 'Invalid access token.')

export const expiredToken = (): Answer => refusal(401, 124, 'Access token is expired.')

export const lacksScopes = (scopes: readonly string[]): Answer =>
  refusal(400, 4711, `Invalid access token, does not contain scopes:[${scopes.join(', ')}].`)

export const noUser = (id: string): Answer => refusal(404, 1001, `User does not exist: ${id}.`)

export const noMeeting = (id: string): Answer =>
  refusal(404, 3001, `Meeting does not exist: ${id}.`)

export const noAccount = (id: string): Answer =>
  refusal(404, 2001, `Account does not exist: ${id}.`)

export const noGroup = (id: string): Answer => refusal(404, 4130, `Group does not exist: ${id}.`)

/** 200 is a code of Zoom's here, and no status. */
export const paidAccountsOnly = (accountId: string): Answer =>
  refusal(400, 200, `Only available for paid account: ${accountId}`)

/** What the role of whoever consented does not allow. */
export const noPermission = (): Answer => refusal(400, 200, 'No permission.')

export const invalidMeetingId = (): Answer => refusal(400, 300, 'Invalid meeting id.')

export const invalidPageToken = (): Answer =>
  refusal(400, 300, 'The next page token is invalid or expired.')

export const invalidParameter = (field: string): Answer =>
  refusal(400, 300, 'Validation Failed.', {
    errors: [{ field, message: `Invalid parameter: ${field}.` }],
  })

export const noSuchApi = (): Answer => refusal(404, 2300, 'This API endpoint is not recognized.')

/** The limits' headers, by the names that clients of Zoom look for. */
const limited = (message: string, headers: Record<string, string>): Answer => ({
  ...refusal(429, 429, message),
  headers,
})

export const tooManyASecond = (label: string, limit: number): Answer =>
  limited(
    'You have reached the maximum per-second rate limit for this API. Try again later.',
    limitHeaders(label, 'QPS', limit),
  )

/** `Retry-After` is a time and no number of seconds. */
export const tooManyToday = (label: string, limit: number, again: Date): Answer =>
  limited(
    'You have reached the maximum daily rate limit for this API. Refer to the response header for details on when you can make another request.',
    { ...limitHeaders(label, 'Daily-limit', limit), 'retry-after': zoomTime(again) },
  )

/** The one limit that is a host's and not an account's: changes of meetings a day. */
export const tooManyChanges = (userId: string, limit: number, again: Date): Answer =>
  limited(
    `You have exceeded the daily rate limit (${limit}) of Meeting Create/Update API requests permitted for this particular user: ${userId}.`,
    { ...limitHeaders('Light', 'Daily-limit', limit), 'retry-after': zoomTime(again) },
  )

const limitHeaders = (label: string, type: string, limit: number): Record<string, string> => ({
  'x-ratelimit-category': label,
  'x-ratelimit-type': type,
  'x-ratelimit-limit': String(limit),
  'x-ratelimit-remaining': '0',
})
