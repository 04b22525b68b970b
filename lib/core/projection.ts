import { isJsonObject, type JsonObject } from './canonical-json'
import { meetingFields, userFields } from './projection/allowed-fields'
import { keepAllowed } from './projection/keep-allowed'
import { replaceSecrets } from './projection/replace-secrets'
import type { BodyKind } from './readings'

/**
 * What is kept of one of Zoom's bodies, under Zoom's own keys and nesting. Meetings and users by an
 * allowlist: what rules need, and no topic, people, numbers or times. Settings by a denylist:
 * everything but secrets and people.
 *
 * A secret becomes `{ "present": true }`, or `{ "present": false }` where Zoom sent null or nothing
 * but spaces. What Zoom did not send stays absent: absent is not empty. Booleans are never secrets,
 * so `meeting_security.pmi_password: true` stays what it is. Projecting twice changes nothing.
 */
export function projectBody(kind: BodyKind, body: JsonObject): JsonObject {
  const projected = kindProjection[kind](body)
  return isJsonObject(projected) ? projected : {}
}

const meeting = (body: JsonObject) => keepAllowed(meetingFields, body)
const user = (body: JsonObject) => keepAllowed(userFields, body)

const kindProjection: Record<BodyKind, (body: JsonObject) => unknown> = {
  user,
  meeting,
  user_settings: replaceSecrets,
  user_meeting_security: replaceSecrets,
  account_settings: replaceSecrets,
  account_meeting_security: replaceSecrets,
  account_lock_settings: replaceSecrets,
  group_settings: replaceSecrets,
}
