import type { BodyKind, CouldNotCheckReason } from './readings'

/** Where a check is. A club hears of it when it asked, when it was read, and judges it itself. */
export type AuditStage = 'queued' | 'running' | 'judging' | 'finished'

/** What was asked of Zoom, as a person would call it. A meeting is called by its own name. */
const bodyWords: Readonly<Record<BodyKind, string>> = {
  user: 'Which account it is, and of which kind',
  user_settings: 'Your meeting settings',
  user_meeting_security: 'Your security settings',
  account_settings: 'The whole account’s settings',
  account_meeting_security: 'The whole account’s security settings',
  account_lock_settings: 'What the account’s administrator has locked',
  account_lock_meeting_security: 'What the account’s administrator has locked of its security',
  group_settings: 'A group’s settings',
  group_meeting_security: 'A group’s security settings',
  group_lock_settings: 'What is locked for a group',
  group_lock_meeting_security: 'What is locked of a group’s security',
  meeting: 'A session',
}

const isBodyKind = (kind: string): kind is BodyKind => Object.hasOwn(bodyWords, kind)

/** `ownAccount` is false where somebody else reads of it: then nothing is "yours". */
export function bodyName(kind: string, ownAccount: boolean): string {
  if (!isBodyKind(kind)) return 'Something that this version does not know'
  return ownAccount ? bodyWords[kind] : bodyWords[kind].replace('Your', 'The coach’s')
}

const reasonWords: Readonly<Record<CouldNotCheckReason, string>> = {
  zoom_down: 'Zoom did not answer. We try again by ourselves.',
  not_connected: 'Zoom no longer lets us in. Zoom has to be connected again.',
  not_granted: 'Zoom was not allowed to tell us. Connect again, and leave everything ticked.',
  not_readable: 'Zoom does not tell this on this kind of account.',
  not_found: 'It was not there any more.',
  unreadable_body: 'What Zoom answered could not be understood.',
  field_absent: 'Zoom answered, and left this out.',
}

const isReason = (reason: string): reason is CouldNotCheckReason =>
  Object.hasOwn(reasonWords, reason)

/** Why something could not be checked, and what comes next, in a sentence or two. */
export const reasonSentence = (reason: string): string =>
  isReason(reason) ? reasonWords[reason] : 'We do not know why.'

const triggers: Readonly<Record<string, string>> = {
  connected: 'It was the first, right after Zoom was connected.',
  scheduled: 'It was the daily one, which runs by itself.',
  requested: 'Somebody asked for it.',
  event: 'Zoom told us that something had changed.',
}

export const triggerSentence = (trigger: string): string => triggers[trigger] ?? ''

/** A check takes seconds. Past this, a page says that something is in the way. */
export const auditUsual_ms = 10 * 60_000
