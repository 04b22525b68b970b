import type { Judgement } from '../results'
import { among, off } from './ask'
import type { Control } from './control'
import { turnOff } from './fix'
import { allMet, mustBeOff } from './judge'
import { inMeeting, onSettingsPage } from './mend-steps'
import { meetingIs } from './reads'
import type { Settings } from './settings'
import { sources } from './sources'

const ordinary = 'The session has a number of its own.'

/** Z05: sessions do not use the number that never changes. */
export const personalMeeting: Control = {
  id: 'Z05',
  version: 1,
  level: 'MUST',
  title: 'Sessions do not use the host’s Personal Meeting ID',
  headline: 'New sessions use the Personal Meeting ID',
  meetingHeadline: 'The session uses the host’s Personal Meeting ID',
  why:
    'A Personal Meeting ID is one number for ever. Whoever had it once, even for something else, ' +
    'can come back to every session with the children.',
  source: sources.diocese,
  mend: onSettingsPage(
    'Meeting, then Schedule Meeting',
    'Turn off “Use Personal Meeting ID (PMI) when scheduling a meeting”.',
    'Turn off “Use Personal Meeting ID (PMI) when starting an instant meeting”.',
  ),
  meetingMend: inMeeting(
    [
      'Under Meeting ID, choose “Generate Automatically”. If that cannot be chosen, plan a new ' +
        'session and delete this one.',
      'Send the new link to the people who should come.',
    ],
    [
      'Turn off “Use Personal Meeting ID”. If that cannot be done, plan a new session and delete ' +
        'this one.',
      'Send the new link to the people who should come.',
    ],
  ),
  whoCanMend: 'host_or_administrator',
  // A meeting that uses it would get a new number and a new link, which somebody has to send to the
  // people who come: that is not ours to decide, so there is no `fixMeeting`.
  fixUser: [
    turnOff('schedule_meeting.use_pmi_for_scheduled_meetings', 'Personal Meeting ID, planned'),
    turnOff('schedule_meeting.use_pmi_for_instant_meetings', 'Personal Meeting ID, on the spot'),
  ],
  derived: false,
  evaluateUser: defaults,
  evaluateAccount: defaults,
  evaluateGroup: defaults,
  ...meetingIs(
    off('settings.use_pmi', 'Use of the Personal Meeting ID'),
    among(
      'type',
      'What kind of meeting it is',
      [4, 'not_met', 'The session is held in the host’s personal room.'],
      ...[1, 2, 3, 8, 10].map((type) => [type, 'met', ordinary] as const),
    ),
  ),
}

function defaults(settings: Settings): Judgement {
  const none = mustBeOff(settings, 'schedule_meeting.personal_meeting', 'The personal room')
  if (none.result === 'met') return none
  // Groups have this key without its “d”.
  const planned = settings.level === 'group' ? 'schedule' : 'scheduled'
  return allMet(
    mustBeOff(
      settings,
      `schedule_meeting.use_pmi_for_${planned}_meetings`,
      'The Personal Meeting ID for planned meetings',
    ),
    mustBeOff(
      settings,
      'schedule_meeting.use_pmi_for_instant_meetings',
      'The Personal Meeting ID for meetings started on the spot',
    ),
  )
}
