import { isJsonObject, type JsonObject } from '../core/canonical-json'
import type { BodyKind } from '../core/readings'
import { kindOf } from './read-json-file'

/** The parts that Zoom's answers about settings are made of, at any level. */
const settingsParts = [
  'schedule_meeting',
  'in_meeting',
  'recording',
  'email_notification',
  'feature',
  'telephony',
  'tsp',
  'profile',
  'audio_conferencing',
  'whiteboard',
  'integration',
  'security',
  'zoom_rooms',
  'other_options',
  'chat',
  'meeting_security',
  'meeting_authentication',
  'authentication_options',
  'allow_authentication_exception',
  'recording_authentication',
]

/** Which of Zoom's answers belongs under each kind, as its documentation writes the request. */
const requests: Record<BodyKind, string> = {
  user: 'GET /users/me',
  user_settings: 'GET /users/{id}/settings',
  user_meeting_security: 'GET /users/{id}/settings?option=meeting_security',
  account_settings: 'GET /accounts/{id}/settings',
  account_meeting_security: 'GET /accounts/{id}/settings?option=meeting_security',
  account_lock_settings: 'GET /accounts/{id}/lock_settings',
  account_lock_meeting_security: 'GET /accounts/{id}/lock_settings?option=meeting_security',
  group_settings: 'GET /groups/{id}/settings',
  group_meeting_security: 'GET /groups/{id}/settings?option=meeting_security',
  group_lock_settings: 'GET /groups/{id}/lock_settings',
  group_lock_meeting_security: 'GET /groups/{id}/lock_settings?option=meeting_security',
  meeting: 'GET /meetings/{id}',
}

/**
 * What is wrong with a body that is to be of this kind, as one clause, or null. Only what kind of
 * answer it is: fields that are missing or odd are for the controls, which say so one by one.
 */
export function wrongKind(kind: BodyKind, body: JsonObject): string | null {
  const found = looksLike(body)
  const expected = `expected the answer to ${requests[kind]}`
  if (kind === 'meeting') {
    if (found !== null && found !== 'one meeting') return `${expected}, found ${found}`
    if (meetingIdOf(body) === null) return `at "id": ${expected}, with the meeting’s number`
    if (body['settings'] === undefined || isJsonObject(body['settings'])) return null
    return `at "settings": expected an object, found ${kindOf(body['settings'])}`
  }
  if (found !== 'settings') return `${expected}, found ${found ?? 'none of its parts'}`
  const { meeting_security: security } = body
  if (security === undefined || isJsonObject(security)) return null
  return `at "meeting_security": expected an object, found ${kindOf(security)}`
}

/** A meeting's number as text, or null where there is none. People write it with spaces. */
export function meetingIdOf(body: JsonObject): string | null {
  const { id } = body
  if (typeof id === 'number') return Number.isSafeInteger(id) && id > 0 ? String(id) : null
  const text = typeof id === 'string' ? id.replaceAll(/[\s-]/g, '') : ''
  return /^\d{1,20}$/.test(text) ? text : null
}

function looksLike(body: JsonObject): string | null {
  if (Array.isArray(body['meetings'])) return 'a list of meetings'
  if (Array.isArray(body['users'])) return 'a list of users'
  if (Array.isArray(body['groups'])) return 'a list of groups'
  if (typeof body['event'] === 'string' && isJsonObject(body['payload'])) return 'a webhook’s body'
  if (body['access_token'] !== undefined) return 'an answer that holds an access token'
  if (typeof body['code'] === 'number' && typeof body['message'] === 'string') {
    return 'an error from Zoom'
  }
  if (isJsonObject(body['settings']) || body['join_url'] !== undefined) return 'one meeting'
  if (settingsParts.some((part) => body[part] !== undefined)) return 'settings'
  if (body['email'] !== undefined && body['account_id'] !== undefined) return 'a user'
  return null
}
