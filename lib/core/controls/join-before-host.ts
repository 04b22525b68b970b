import { off } from './ask'
import type { Control } from './control'
import { turnOff } from './fix'
import { mustBeOff, notApplicable } from './judge'
import { inMeeting, onSettingsPage } from './mend-steps'
import { settingsAre } from './reads'
import { sources } from './sources'

const name = 'Joining before the host'

/** Z04: nobody is in the room before the host. */
export const joinBeforeHost: Control = {
  id: 'Z04',
  version: 1,
  level: 'MUST',
  title: 'Nobody can join before the host',
  headline: 'People can join before the host',
  meetingHeadline: 'A child can be in the session before the coach',
  why:
    'If people can join early, a child can be alone there with somebody you do not know. No ' +
    'adult would see it.',
  source: sources.scouts,
  mend: onSettingsPage(
    'Meeting, then Schedule Meeting',
    'Find “Allow participants to join before host”, and turn it off.',
  ),
  meetingMend: inMeeting(
    ['Under Options, untick “Allow participants to join anytime” (or “before host”).'],
    ['Turn off “Allow Join Before Host”.'],
  ),
  whoCanMend: 'host_or_administrator',
  fixUser: [turnOff('schedule_meeting.join_before_host', name)],
  fixMeeting: [turnOff('settings.join_before_host', name)],
  derived: false,
  ...settingsAre(off('schedule_meeting.join_before_host', name)),
  evaluateMeeting(meeting) {
    const judged = mustBeOff(meeting, 'settings.join_before_host', name)
    const type = meeting.at('type')
    const instant = type.found && type.value === 1
    return instant && judged.result !== 'met'
      ? notApplicable('The host started this meeting on the spot, so nobody was there before.')
      : judged
  },
}
