import type { Judgement } from '../results'
import { unknownBecause } from './ask'
import type { Control } from './control'
import { couldNotCheck, met, notApplicable, notMet } from './judge'
import { forTheAccount } from './mend-steps'
import type { Found, Settings } from './settings'
import { sources } from './sources'

/** A setting that decides a MUST, and that Zoom lets an administrator lock. */
export type CriticalSetting = {
  readonly path: string
  /** In plain words, as a noun. */
  readonly name: string
  /** False where Zoom has no lock of it for a group. */
  readonly inGroups: boolean
}

const critical = (path: string, name: string, inGroups = true): CriticalSetting => ({
  path,
  name,
  inGroups,
})

/** Of each MUST that is judged for an account, what can be locked. Source: settings_reference. */
export const criticalSettings: { readonly [control: string]: readonly CriticalSetting[] } = {
  Z01: [
    critical('meeting_security.meeting_password', 'the passcode for meetings'),
    critical('meeting_security.pmi_password', 'the passcode for the personal room'),
    critical('meeting_security.phone_password', 'the passcode for joining by phone'),
    critical(
      'schedule_meeting.require_password_for_scheduling_new_meetings',
      'the passcode for newly planned meetings',
    ),
    critical(
      'schedule_meeting.require_password_for_instant_meetings',
      'the passcode for meetings started on the spot',
    ),
    critical(
      'schedule_meeting.require_password_for_pmi_meetings',
      'the passcode for meetings in the personal room',
    ),
  ],
  Z02: [critical('meeting_security.waiting_room', 'the waiting room')],
  Z03: [critical('in_meeting.screen_sharing', 'screen sharing')],
  Z04: [critical('schedule_meeting.join_before_host', 'joining before the host')],
  Z05: [
    critical(
      'schedule_meeting.use_pmi_for_scheduled_meetings',
      'the Personal Meeting ID for planned meetings',
      false,
    ),
    critical(
      'schedule_meeting.use_pmi_for_instant_meetings',
      'the Personal Meeting ID for meetings started on the spot',
      false,
    ),
  ],
  Z06a: [critical('in_meeting.private_chat', 'private chat')],
}

const all = Object.values(criticalSettings).flat()

/** Z18: what keeps children safe cannot be switched off by one host. */
export const lockedSettings: Control = {
  id: 'Z18',
  version: 1,
  level: 'SHOULD',
  title: 'The settings that matter most are locked in the club’s own Zoom account',
  headline: 'Hosts can switch safety settings off',
  why:
    'A coach in a hurry can switch the waiting room off for one evening and forget it. What an ' +
    'administrator locks, no host can change, not even during a session.',
  source: sources.zoomLocks,
  mend: forTheAccount(
    'Meeting',
    'Set each setting first as it should be: a lock keeps whatever is there.',
    'Under “Security”, press the lock beside the waiting room and beside each passcode.',
    'Under “Schedule Meeting”, press the lock beside “Join before host” and “Personal Meeting ID”.',
    'Under “In Meeting (Basic)”, press the lock beside “Screen sharing” and “Meeting chat”.',
    'Zoom asks each time whether to lock it for everybody. Press “Lock”.',
  ),
  whoCanMend: 'administrator',
  derived: false,
  evaluateLocks({ account, group }) {
    return group ? ofGroup(account, group) : judge(all, (path) => [account.at(path)])
  },
}

/** What the account locks is locked in its groups; a group can lock more. */
function ofGroup(account: Settings, group: Settings): Judgement {
  const lockable = all.filter(({ inGroups }) => inGroups)
  const own = lockable.map(({ path }) => group.at(path))
  const isSilent = own.every((lock) => lock.found && lock.value === false)
  if (isSilent) return notApplicable('The group has no locks of its own, beside the account’s.')
  return judge(lockable, (path) => [account.at(path), group.at(path)])
}

/** Locked by any of its locks; open where all of them say so; else nobody knows. */
function judge(
  settings: readonly CriticalSetting[],
  locksAt: (path: string) => readonly Found[],
): Judgement {
  const looked = settings.map(({ path, name }) => ({ name, locks: locksAt(path) }))
  const unlocked = looked.filter(({ locks }) => locks.every(isOpen))
  if (unlocked.length > 0) {
    return notMet(`Hosts can change these themselves: ${namesOf(unlocked)}.`)
  }
  const unknown = looked.filter(({ locks }) => !locks.some(isLocked))
  const [first] = unknown
  if (!first) return met('Everything that matters most is locked.')
  const why = first.locks.find((lock) => !isOpen(lock))
  const reason = why && !why.found ? why.reason : 'unreadable_body'
  return couldNotCheck(
    reason,
    unknownBecause[reason](`Whether these are locked (${namesOf(unknown)})`),
  )
}

const isLocked = (lock: Found) => lock.found && lock.value === true
const isOpen = (lock: Found) => lock.found && lock.value === false

const namesOf = (looked: readonly { readonly name: string }[]) =>
  looked.map(({ name }) => name).join(', ')
