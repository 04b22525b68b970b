import { on, type Asks } from './ask'
import type { Control } from './control'
import { turnOn } from './fix'
import { inMeeting, onSettingsPage } from './mend-steps'
import { meetingIs, settingsAre } from './reads'
import { sources } from './sources'

/** Z17: people come in muted, and the host decides who speaks. */
export const muteOnEntry: Control = {
  id: 'Z17',
  version: 1,
  level: 'SHOULD',
  title: 'People come in muted, and the host asks them to unmute',
  headline: 'People are not muted when they come in',
  why: 'Somebody who comes in muted cannot shout over the session. First the coach sees who it is.',
  source: sources.rugby,
  mend: onSettingsPage(
    'Meeting',
    'Under “Schedule Meeting”, turn on “Mute all participants when they join a meeting”.',
    'Under “In Meeting (Advanced)”, turn on “Request permission to unmute participants”.',
  ),
  meetingMend: inMeeting(
    [
      'Under Options, tick “Mute participants upon entry”.',
      'Tick “Request permission to unmute participants”.',
    ],
    ['Under Advanced Options, turn on “Mute participants upon entry”.'],
  ),
  whoCanMend: 'host_or_administrator',
  // A user's settings do not tell all of this rule, so no change of them could be seen to meet it.
  fixMeeting: [
    turnOn('settings.mute_upon_entry', 'Muting people when they come in'),
    turnOn(
      'settings.request_permission_to_unmute_participants',
      'Asking before people are unmuted',
    ),
  ],
  derived: false,
  // User and account settings have no such key for coming in muted, so these two stay unknown
  // unless the other half is off; the meeting itself says it.
  ...settingsAre(...both('schedule_meeting', 'in_meeting')),
  ...meetingIs(...both('settings', 'settings')),
}

function both(planning: string, during: string): Asks {
  return [
    on(`${planning}.mute_upon_entry`, 'Muting people when they come in'),
    on(`${during}.request_permission_to_unmute_participants`, 'Asking before people are unmuted'),
  ]
}
