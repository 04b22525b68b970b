import type { Judgement } from '../results'
import type { Control } from './control'
import { couldNotCheck, judgeValue } from './judge'
import { onSettingsPage } from './mend-steps'
import type { Settings } from './settings'
import { sources } from './sources'

/**
 * Z22: whether Zoom says how people leave the waiting room. What it says counts towards Z02; where
 * it says nothing, a dated statement may stand in.
 */
export const admissionMode: Control = {
  id: 'Z22',
  version: 1,
  level: 'SHOULD',
  title: 'The host lets people in from the waiting room, and somebody has looked that it is so',
  headline: 'Nobody knows how people are let in',
  why:
    'A waiting room can be set to let everyone in by itself. Then it is on, and holds nobody. ' +
    'On most plans Zoom does not tell us how it is set, so somebody has to look.',
  source: sources.nspcc,
  mend: onSettingsPage(
    'Meeting, then Security',
    'Find “Waiting Room”, and press “Edit options” below it.',
    'See that the host lets people in, and nobody is let in by itself.',
  ),
  whoCanMend: 'host_or_administrator',
  derived: false,
  evaluateUser: readable,
  evaluateAccount: readable,
}

function readable(settings: Settings): Judgement {
  const judged = judgeValue(
    settings,
    'meeting_security.waiting_room_options.admit_type',
    'How people are let in from the waiting room',
    [
      [1, 'met', 'Zoom says it: everyone is let in by itself.'],
      [2, 'met', 'Zoom says it: the host lets people in by hand.'],
      [3, 'met', 'Zoom says it: people of the same account are let in by themselves.'],
      [4, 'met', 'Zoom says it: people of some domains are let in by themselves.'],
    ],
  )
  return judged.reason === 'field_absent'
    ? couldNotCheck('not_readable', 'Zoom does not say how people are let in on this plan.')
    : judged
}
