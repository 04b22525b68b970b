import { judgeAsk, on } from './ask'
import type { Control } from './control'
import { turnOn } from './fix'
import { couldNotCheck, met } from './judge'
import { inMeeting, onSettingsPage } from './mend-steps'
import { settingsAre } from './reads'
import { sources } from './sources'

const coHosts = on('in_meeting.co_host', 'Making a second adult co-host')

/** Z16: the second adult can act. */
export const coHost: Control = {
  id: 'Z16',
  version: 1,
  level: 'SHOULD',
  title: 'A second adult can be made co-host',
  headline: 'A second adult cannot be made co-host',
  meetingHeadline: 'No second adult can take charge of this session',
  why:
    'While one adult coaches, another has to be able to mute and remove people. If the coach loses ' +
    'the connection, the children must not be left with nobody in charge.',
  source: sources.hockey,
  mend: onSettingsPage(
    'Meeting, then In Meeting (Basic)',
    'Find “Co-host”, and turn it on. (Some free plans do not have it.)',
  ),
  meetingMend: inMeeting(
    ['Under Options, name the second adult in “Alternative Hosts”.'],
    ['Under Advanced Options, name the second adult in “Alternative Hosts”.'],
  ),
  whoCanMend: 'host_or_administrator',
  // For one session it is a person who has to be named, and that is for the coach to say.
  fixUser: [turnOn('in_meeting.co_host', 'Making a second adult co-host')],
  derived: false,
  ...settingsAre(coHosts),
  evaluateMeeting(meeting, host) {
    const body = meeting.at('settings')
    const named = meeting.at('settings.alternative_hosts.present')
    if (named.found && named.value === true) return met('Another host is named for this session.')
    if (!body.found) return couldNotCheck(body.reason, 'We could not read how this session is set.')
    return judgeAsk(coHosts, host)
  },
}
