import type { Judgement } from '../results'
import { chatSettings, chatWords, is } from './chat-settings'
import type { Control } from './control'
import { choose } from './fix'
import { judgeValue, met } from './judge'
import { onSettingsPage } from './mend-steps'
import type { Settings } from './settings'
import { sources } from './sources'

/** Z06b: the public chat is the host's, or off. */
export const publicChat: Control = {
  id: 'Z06b',
  version: 1,
  level: 'SHOULD',
  title: 'People in a session can write to the host only, or to nobody',
  headline: 'Anyone can write to everyone in the chat',
  why:
    'An intruder can put words, links and pictures in front of every child at once. Messages that ' +
    'go to the host alone cannot be used for that.',
  source: sources.rugby,
  mend: onSettingsPage(
    'Meeting, then In Meeting (Basic)',
    'Find “Meeting chat”.',
    'Under “Allow participants to chat with”, choose “Host and co-hosts” or “No one”.',
    'Press Save.',
  ),
  whoCanMend: 'host_or_administrator',
  fixUser: [
    choose('in_meeting.allow_participants_chat_with', 'Who can write to whom', 2, chatWords, [1]),
  ],
  derived: false,
  evaluateUser: hostOnly,
  evaluateAccount: hostOnly,
  evaluateGroup: hostOnly,
}

function hostOnly(settings: Settings): Judgement {
  if (is(chatSettings(settings).publicChat, false)) return met('Chat is off.')
  return judgeValue(settings, 'in_meeting.allow_participants_chat_with', 'Who can write to whom', [
    [1, 'met', 'Nobody can write to anybody.'],
    [2, 'met', 'People can write to the host and co-hosts only.'],
    [3, 'not_met', 'People can write to everyone.'],
    [4, 'not_met', 'People can write to everyone, and in private.'],
  ])
}
