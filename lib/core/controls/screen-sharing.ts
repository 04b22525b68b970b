import type { Judgement } from '../results'
import type { Control } from './control'
import { choose } from './fix'
import { allMet, judgeValue, mustBeOff } from './judge'
import { onSettingsPage } from './mend-steps'
import type { Settings } from './settings'
import { sources } from './sources'

const whoShares = [
  ['host', 'Host only'],
  ['all', 'Everyone'],
] as const

/** Z03: only the host can show something to everyone. */
export const screenSharing: Control = {
  id: 'Z03',
  version: 1,
  level: 'MUST',
  title: 'Only the host can share a screen',
  headline: 'Anyone can share their screen',
  why:
    'The film that 60 children were shown in Plymouth in May 2020 came through screen sharing. If ' +
    'only the host can share, an intruder has nothing to show it with.',
  source: sources.nspcc,
  mend: onSettingsPage(
    'Meeting, then In Meeting (Basic)',
    'Find “Screen sharing”.',
    'Under “Who can share?”, choose “Host Only”.',
    'Under “Who can start sharing when someone else is sharing?”, choose “Host Only”.',
    'Press Save.',
  ),
  whoCanMend: 'host_or_administrator',
  fixUser: [
    choose('in_meeting.who_can_share_screen', 'Who can share a screen', 'host', whoShares),
    choose(
      'in_meeting.who_can_share_screen_when_someone_is_sharing',
      'Who can share while somebody else does',
      'host',
      whoShares,
    ),
  ],
  derived: false,
  evaluateUser: hostOnly,
  evaluateAccount: hostOnly,
  evaluateGroup: hostOnly,
}

function hostOnly(settings: Settings): Judgement {
  const nobody = mustBeOff(settings, 'in_meeting.screen_sharing', 'Screen sharing')
  const host = allMet(
    judgeValue(settings, 'in_meeting.who_can_share_screen', 'Who can share a screen', [
      ['host', 'met', 'Only the host can share a screen.'],
      ['all', 'not_met', 'Everyone in a session can share their screen.'],
    ]),
    judgeValue(
      settings,
      'in_meeting.who_can_share_screen_when_someone_is_sharing',
      'Who can share while somebody else does',
      [
        ['host', 'met', 'Only the host can start while somebody else is sharing.'],
        ['all', 'not_met', 'Everyone can start while somebody else is sharing.'],
      ],
    ),
  )
  return nobody.result === 'met' ? nobody : host
}
