import type { Judgement } from '../results'
import { judgeAsk, off } from './ask'
import type { Control, Parameters } from './control'
import { couldNotCheck } from './judge'
import { onSettingsPage } from './mend-steps'
import { sources } from './sources'

/** Z15: no child is in a room of its own with one adult, or with none. */
export const breakoutRooms: Control = {
  id: 'Z15',
  version: 1,
  level: 'SHOULD',
  title: 'There are no breakout rooms, or two adults are in each of them',
  headline: 'Children can be put in rooms of their own',
  why:
    'In a breakout room nobody else sees what happens. A child can be there with one adult, or with ' +
    'others and no adult at all.',
  source: sources.scoutsRooms,
  mend: onSettingsPage(
    'Meeting, then In Meeting (Advanced)',
    'Find “Breakout room”, and turn it off.',
  ),
  whoCanMend: 'host_or_administrator',
  derived: false,
  evaluateUser: (settings, parameters) => byRule(parameters, judgeAsk(rooms, settings)),
  evaluateAccount: (settings, parameters) => byRule(parameters, judgeAsk(rooms, settings)),
  evaluateGroup: (settings, parameters) => byRule(parameters, judgeAsk(rooms, settings)),
}

const rooms = off('in_meeting.breakout_room', 'Making breakout rooms')

/** Where there may be such rooms with two adults, Zoom tells that there are, and not who is in them. */
function byRule(parameters: Parameters, judged: Judgement): Judgement {
  const rule = parameters['rooms']
  if (rule === 'off' || (rule === 'two_adults' && judged.result !== 'not_met')) return judged
  if (rule === 'two_adults') {
    return couldNotCheck('not_readable', `${judged.because} Zoom does not say who is in them.`)
  }
  return couldNotCheck('field_absent', 'The governing body has not said whether there may be any.')
}
