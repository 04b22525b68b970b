import { wrongKind } from '../audits/body-kinds'
import { projectBody } from '../core/projection'
import type { BodyKind, Reading } from '../core/readings'
import type { ZoomClient } from './client'

export const accountKinds = [
  'account_settings',
  'account_meeting_security',
  'account_lock_settings',
  'account_lock_meeting_security',
] as const satisfies readonly BodyKind[]

export const groupKinds = [
  'group_settings',
  'group_meeting_security',
  'group_lock_settings',
  'group_lock_meeting_security',
] as const satisfies readonly BodyKind[]

export type LevelKind = (typeof accountKinds)[number] | (typeof groupKinds)[number]

const isLocks = (kind: LevelKind) => kind.includes('_lock_')
const isSecurity = (kind: LevelKind) => kind.endsWith('_meeting_security')

/**
 * What is set, or locked, for a whole account or for a group of it, in one of two shapes: Zoom gives
 * the security of meetings by an option of its own. The shapes about signing in and recordings are not
 * asked for: no rule looks at them. `groupId` is Zoom's, and not needed for the account.
 */
export async function readLevelSettings(
  client: ZoomClient,
  kind: LevelKind,
  groupId = '',
): Promise<Reading> {
  const level = kind.startsWith('account') ? '/accounts/me' : `/groups/${pathPart(groupId)}`
  const path = `${level}/${isLocks(kind) ? 'lock_settings' : 'settings'}`
  const answer = await client.get(path, isSecurity(kind) ? { option: 'meeting_security' } : {})
  if (!answer.ok) return { read: false, reason: answer.failure.reason }
  return wrongKind(kind, answer.body) === null
    ? { read: true, body: projectBody(kind, answer.body) }
    : { read: false, reason: 'unreadable_body' }
}

/** Ids of groups are base64 with slashes, as those of meetings. */
const pathPart = (id: string) => encodeURIComponent(id)
