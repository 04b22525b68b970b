/** What an event asks for. */
export type EventAction =
  /** Something may have changed: read the account again. */
  | 'read_again'
  /** As before; and the meeting may be one that no list has. */
  | 'meeting_started'
  /** Only of interest for a meeting that was started on the spot. */
  | 'meeting_ended'
  /** Zoom found the link of a meeting in public. */
  | 'risk_alert'
  /** The consent is over. */
  | 'app_removed'
  /** The Zoom user is over, at least in this Zoom account. */
  | 'user_ended'

/** Every event that we act on. What else Zoom may send is answered and not kept. */
const actions: Readonly<Record<string, EventAction>> = {
  'account.settings_updated': 'read_again',
  'account.lock_settings_updated': 'read_again',
  'group.settings_updated': 'read_again',
  'group.lock_settings_updated': 'read_again',
  // Told to the account's own connection alone (migration 0027).
  'user.created': 'read_again',
  'user.invitation_accepted': 'read_again',
  'group.created': 'read_again',
  'group.updated': 'read_again',
  'user.settings_updated': 'read_again',
  'user.updated': 'read_again',
  'meeting.created': 'read_again',
  'meeting.updated': 'read_again',
  'meeting.deleted': 'read_again',
  'meeting.permanently_deleted': 'read_again',
  'meeting.recovered': 'read_again',
  'meeting.converted_to_webinar': 'read_again',
  'meeting.started': 'meeting_started',
  'meeting.ended': 'meeting_ended',
  'meeting.risk_alert': 'risk_alert',
  app_deauthorized: 'app_removed',
  'user.deactivated': 'user_ended',
  'user.deleted': 'user_ended',
  'user.disassociated': 'user_ended',
}

/** Who is in an account, and in which groups: no matter of anybody who connected themselves. */
export const isOfWholeAccount = (event: string): boolean =>
  ['user.created', 'user.invitation_accepted', 'group.created', 'group.updated'].includes(event)

/** Undefined for an event that we do not act on. */
export const actionOf = (event: string): EventAction | undefined =>
  Object.hasOwn(actions, event) ? actions[event] : undefined

/**
 * What an event that has something read says may be other than it was: the host's settings, however
 * they come about; one meeting; or anything of the account, such as which meetings there are.
 */
export function scopeOf(event: string): 'settings' | 'meeting' | 'account' {
  if (/^(user|account|group)\.(lock_)?settings_updated$/.test(event)) return 'settings'
  return ofOneMeeting.includes(event) ? 'meeting' : 'account'
}

const ofOneMeeting = ['meeting.updated', 'meeting.started', 'meeting.risk_alert']
