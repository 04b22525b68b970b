import { isJsonObject, type Json, type JsonObject } from './canonical-json'
import { meetingFields, userFields } from './projection/allowed-fields'
import { keepAllowed } from './projection/keep-allowed'
import { replaceSecrets } from './projection/replace-secrets'
import type { BodyKind } from './readings'

/**
 * What is kept of one of Zoom's bodies, under Zoom's own keys and nesting. Meetings and users by an
 * allowlist: what rules need, and no topic, people, numbers or times. Settings by a denylist:
 * everything but secrets and people. Of a series, each of its times that was opened is kept likewise.
 *
 * A secret becomes `{ "present": true }`, or `{ "present": false }` where Zoom sent null or nothing
 * but spaces. What Zoom did not send stays absent: absent is not empty. Booleans are never secrets,
 * so `meeting_security.pmi_password: true` stays what it is. Projecting twice changes nothing.
 */
export function projectBody(kind: BodyKind, body: JsonObject): JsonObject {
  const projected = kindProjection[kind](body)
  return isJsonObject(projected) ? projected : {}
}

/** Of a series' times only those that were opened are kept: Zoom's list of them holds nothing but times. */
function meeting(body: JsonObject): Json | undefined {
  const kept = keepAllowed(meetingFields, body)
  const { occurrences } = body
  const opened = Array.isArray(occurrences) ? occurrences.filter(isOpened) : []
  if (!isJsonObject(kept) || opened.length === 0) return kept
  const each = opened.map((time) => keepAllowed(meetingFields, time) ?? {})
  return { ...kept, occurrences: each }
}

const isOpened = (time: Json) => isJsonObject(time) && isJsonObject(time['settings'])
const user = (body: JsonObject) => keepAllowed(userFields, body)

const kindProjection: Record<BodyKind, (body: JsonObject) => unknown> = {
  user,
  meeting,
  user_settings: replaceSecrets,
  user_meeting_security: replaceSecrets,
  account_settings: replaceSecrets,
  account_meeting_security: replaceSecrets,
  account_lock_settings: replaceSecrets,
  account_lock_meeting_security: replaceSecrets,
  group_settings: replaceSecrets,
  group_meeting_security: replaceSecrets,
  group_lock_settings: replaceSecrets,
  group_lock_meeting_security: replaceSecrets,
}
