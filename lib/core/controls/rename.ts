import type { Judgement } from '../results'
import { judgeAsk, off } from './ask'
import type { Control, Parameters } from './control'
import { couldNotCheck, notApplicable } from './judge'
import { onSettingsPage } from './mend-steps'
import { sources } from './sources'

/** Z11: who changes the names that a session shows. Zoom says it for a whole account only. */
export const rename: Control = {
  id: 'Z11',
  version: 1,
  level: 'SHOULD',
  title: 'Names in a session are changed only as the governing body says',
  headline: 'People can change their own name',
  why:
    'An intruder can take the name of a child who is known. If only the host changes names, a name ' +
    'stays with the person whom the coach let in.',
  source: sources.galwayScouts,
  mend: onSettingsPage(
    'Meeting, then In Meeting (Basic)',
    'Find “Allow participants to rename themselves”.',
    'Turn it off, unless your governing body allows it.',
  ),
  whoCanMend: 'host_or_administrator',
  derived: false,
  evaluateUser: (_settings, parameters) => byRule(parameters, () => neverTold),
  evaluateGroup: (_settings, parameters) => byRule(parameters, () => neverTold),
  evaluateAccount: (settings, parameters) => byRule(parameters, () => judgeAsk(renaming, settings)),
}

const renaming = off('in_meeting.allow_participants_to_rename', 'Changing one’s own name')
const neverTold = couldNotCheck('not_readable', 'Zoom says this only for a whole account.')

function byRule(parameters: Parameters, judge: () => Judgement): Judgement {
  if (parameters['rename'] === 'forbidden') return judge()
  if (parameters['rename'] === 'allowed') {
    return notApplicable('The governing body lets people change their own name.')
  }
  return couldNotCheck('field_absent', 'The governing body has not said who changes names.')
}
