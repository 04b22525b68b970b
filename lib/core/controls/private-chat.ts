import type { Judgement } from '../results'
import { chatSettings, chatWords, is } from './chat-settings'
import type { Control } from './control'
import { choose, turnOff } from './fix'
import { allMet, judgeValue, met, mustBeOff, notMet } from './judge'
import { onSettingsPage } from './mend-steps'
import type { Settings } from './settings'
import { sources } from './sources'

/** Z06a: nobody writes to a child in private. */
export const privateChat: Control = {
  id: 'Z06a',
  version: 1,
  level: 'MUST',
  title: 'People in a session cannot write to each other in private',
  headline: 'Private chat is on',
  why:
    'Private messages are seen by nobody else. Somebody who means harm can reach a child there ' +
    'while the coach is looking on.',
  source: sources.rugby,
  mend: onSettingsPage(
    'Meeting, then In Meeting (Basic)',
    'Find “Meeting chat”.',
    'Under “Allow participants to chat with”, choose “Host and co-hosts” or “No one”.',
    'If there is a setting “Private chat”, turn it off.',
    'Press Save.',
  ),
  whoCanMend: 'host_or_administrator',
  fixUser: [
    turnOff('in_meeting.private_chat', 'Private chat'),
    choose(
      'in_meeting.allow_participants_chat_with',
      'Who can write to whom',
      3,
      chatWords,
      [1, 2],
    ),
  ],
  derived: false,
  evaluateUser: off,
  evaluateAccount: off,
  evaluateGroup: off,
}

// The settings may disagree. Only where none of them lets a private message through is it met.
function off(settings: Settings): Judgement {
  const { publicChat, chatWith } = chatSettings(settings)
  const switchOff = mustBeOff(settings, 'in_meeting.private_chat', 'Private chat')
  if (switchOff.result === 'not_met') return switchOff
  if (is(publicChat, false)) return allMet(switchOff, met('Chat is off.'))
  if (is(chatWith, 4)) return notMet('People in a session can write to each other in private.')
  return allMet(
    switchOff,
    judgeValue(settings, 'in_meeting.allow_participants_chat_with', 'Who can write to whom', [
      [1, 'met', 'Nobody can write to anybody.'],
      [2, 'met', 'People can write to the host and co-hosts only.'],
      [3, 'met', 'People can write to everyone only.'],
    ]),
  )
}
