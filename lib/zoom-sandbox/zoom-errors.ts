import type { Json } from '../core/canonical-json'
import { json, type Answer } from './http'

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

export const invalidMeetingId = (): Answer => refusal(400, 300, 'Invalid meeting id.')

export const invalidPageToken = (): Answer =>
  refusal(400, 300, 'The next page token is invalid or expired.')

export const invalidParameter = (field: string): Answer =>
  refusal(400, 300, 'Validation Failed.', {
    errors: [{ field, message: `Invalid parameter: ${field}.` }],
  })

export const noSuchApi = (): Answer => refusal(404, 2300, 'This API endpoint is not recognized.')

export const tooManyASecond = (): Answer =>
  refusal(
    429,
    429,
    'You have reached the maximum per-second rate limit for this API. Try again later.',
  )
