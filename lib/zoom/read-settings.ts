import { wrongKind } from '../audits/body-kinds'
import { projectBody } from '../core/projection'
import type { BodyKind, Reading } from '../core/readings'
import type { ZoomClient } from './client'
import { ownUser } from './user-path'

export type SettingsKind = Extract<BodyKind, 'user_settings' | 'user_meeting_security'>

const options: Record<SettingsKind, Readonly<Record<string, string>>> = {
  user_settings: {},
  user_meeting_security: { option: 'meeting_security' },
}

/**
 * `GET /users/{user}/settings` in one of its shapes. The two others that it has, about signing in and
 * recordings, are not asked for: no rule looks at them, and the limits are small.
 */
export async function readSettings(
  client: ZoomClient,
  kind: SettingsKind,
  user = ownUser,
): Promise<Reading> {
  const answer = await client.get(`/users/${user}/settings`, options[kind])
  if (!answer.ok) return { read: false, reason: answer.failure.reason }
  return wrongKind(kind, answer.body) === null
    ? { read: true, body: projectBody(kind, answer.body) }
    : { read: false, reason: 'unreadable_body' }
}
