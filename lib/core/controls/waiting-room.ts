import type { Judgement } from '../results'
import type { Case } from './ask'
import type { Control } from './control'
import { allMet, judgeValue, mustBeOn } from './judge'
import { inMeeting, onSettingsPage } from './mend-steps'
import type { Settings } from './settings'
import { sources } from './sources'
import { waitingRoomFix, waitingRoomMeetingFix } from './waiting-room-fix'

/** Z02: everyone waits until the host lets them in. */
export const waitingRoom: Control = {
  id: 'Z02',
  version: 1,
  level: 'MUST',
  title: 'The waiting room is on, and everyone is placed in it',
  headline: 'The waiting room does not hold everyone',
  meetingHeadline: 'Anyone with the link can walk in',
  why:
    'In May 2020 a stranger walked into an online fitness class in Plymouth. They showed 60 ' +
    'children footage of abuse. A waiting room stops that, where the coach lets in only people ' +
    'they know.',
  source: sources.nspcc,
  mend: onSettingsPage(
    'Meeting, then Security',
    'Turn on “Waiting Room”.',
    'Press “Edit options” below it, and choose “Everyone”.',
    'If it asks how people are let in, choose that the host lets them in.',
  ),
  meetingMend: inMeeting(
    ['Under Security, tick “Waiting Room”.', 'If it asks who goes there, choose “Everyone”.'],
    ['Turn on “Enable Waiting Room”.', 'If it asks who goes there, choose “Everyone”.'],
  ),
  whoCanMend: 'host_or_administrator',
  fixUser: waitingRoomFix,
  fixMeeting: waitingRoomMeetingFix,
  derived: false,
  evaluateUser: defaults,
  evaluateAccount: defaults,
  evaluateGroup: defaults,
  evaluateMeeting(meeting, host) {
    const on = mustBeOn(meeting, 'settings.waiting_room', 'The waiting room')
    const mode = meeting.at('settings.waiting_room_options.mode')
    const followsHost = mode.found && mode.value === 'follow_setting'
    // A room that is off lets people in, whatever else the meeting says of it.
    if (on.result === 'not_met') return on
    if (followsHost) return allMet(on, placement(host))
    return allMet(
      on,
      judgeValue(meeting, 'settings.waiting_room_options.mode', 'Who waits in this session', [
        ['custom', 'met', 'The session has a waiting room of its own.'],
      ]),
      judgeValue(
        meeting,
        'settings.waiting_room_options.who_goes_to_waiting_room',
        'Who waits in this session',
        placesInMeeting,
      ),
      ...admission(host),
    )
  },
}

function defaults(settings: Settings): Judgement {
  const on = mustBeOn(settings, 'meeting_security.waiting_room', 'The waiting room')
  return on.result === 'not_met' ? on : allMet(on, placement(settings))
}

const placement = (settings: Settings): Judgement =>
  allMet(
    judgeValue(
      settings,
      'meeting_security.waiting_room_settings.participants_to_place_in_waiting_room',
      'Who waits in the waiting room',
      [
        [0, 'met', 'Everyone waits there.'],
        [1, 'not_met', 'People of the same Zoom account walk past the waiting room.'],
        [2, 'not_met', 'People of some accounts and domains walk past the waiting room.'],
      ],
    ),
    ...admission(settings),
  )

/**
 * How people leave the waiting room. Most plans do not say, which control Z22 shows; where one
 * does, a room that lets people in by itself holds nobody.
 */
function admission(settings: Settings): Judgement[] {
  const byItself = 'The waiting room lets people in by itself.'
  const path = 'meeting_security.waiting_room_options'
  const judged = [
    mustBeOn(settings, `${path}.enable`, 'The waiting room'),
    judgeValue(settings, `${path}.admit_type`, 'How people are let in', [
      [2, 'met', 'The host lets people in by hand.'],
      [1, 'not_met', byItself],
      [3, 'not_met', 'The waiting room lets people of the same account in by itself.'],
      [4, 'not_met', 'The waiting room lets people of some domains in by itself.'],
    ]),
  ]
  return judged.filter((each) => each.reason !== 'field_absent')
}

const others = (who: string): string => `${who} walk past the waiting room.`

const placesInMeeting: readonly Case[] = [
  ['everyone', 'met', 'Everyone waits there.'],
  ['users_not_in_account', 'not_met', others('People of the same Zoom account')],
  ['users_not_in_org', 'not_met', others('People of the same organisation')],
  [
    'users_not_in_account_or_whitelisted_domains',
    'not_met',
    others('People of some accounts and domains'),
  ],
  ['users_not_on_invite', 'not_met', others('People who are on the invitation')],
]
