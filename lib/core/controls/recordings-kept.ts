import type { Judgement } from '../results'
import { judgeAsk, off, on } from './ask'
import type { Control, Parameters } from './control'
import { allMet, couldNotCheck, judgeValue, notApplicable } from './judge'
import { onSettingsPage } from './mend-steps'
import type { Settings } from './settings'
import { sources } from './sources'

/**
 * Z13: what is recorded is deleted in time, and everybody knew of it. Zoom tells the first half, and
 * the second one not reliably: so it is never met by what Zoom says alone.
 */
export const recordingsKept: Control = {
  id: 'Z13',
  version: 1,
  level: 'MUST',
  title: 'A recording is announced, agreed to, and deleted in time',
  headline: 'Recordings are kept too long',
  why:
    'A recording of children that is kept for years can be found, copied and sent on. People who ' +
    'are recorded have a right to know, and to say no.',
  source: sources.nspccTeaching,
  mend: onSettingsPage(
    'Recording',
    'Find “Delete cloud recordings after a specified number of days”, and turn it on.',
    'Choose a number of days that is not more than your governing body allows.',
    'Turn on that people are told of a recording, and asked whether they agree.',
  ),
  whoCanMend: 'host_or_administrator',
  derived: false,
  evaluateUser: deletedInTime,
  evaluateAccount: deletedInTime,
}

const cloud = off('recording.cloud_recording', 'Recording to Zoom’s cloud')
const local = off('recording.local_recording', 'Recording to a computer')
const deleting = on('recording.auto_delete_cmr', 'Deleting recordings by itself')

function deletedInTime(settings: Settings, parameters: Parameters): Judgement {
  const nothing = allMet(judgeAsk(cloud, settings), judgeAsk(local, settings))
  if (nothing.result === 'met') return notApplicable('Nothing can be recorded.')
  if (judgeAsk(cloud, settings).result === 'met') return couldNotCheck('not_readable', onComputer)
  const judged = allMet(judgeAsk(deleting, settings), within(settings, parameters))
  return judged.result === 'met'
    ? couldNotCheck('not_readable', `${judged.because} ${told}`)
    : judged
}

const onComputer = 'Recordings are kept on a computer. Zoom does not know when they are deleted.'
const told = 'Whether people are told of a recording, and agree to it, Zoom does not say reliably.'

function within(settings: Settings, parameters: Parameters): Judgement {
  const most = parameters['kept_days']
  if (typeof most !== 'number') {
    return couldNotCheck('field_absent', 'The governing body has not said when to delete.')
  }
  const name = 'For how long recordings are kept'
  const path = 'recording.auto_delete_cmr_days'
  const found = settings.at(path)
  const days = found.found && typeof found.value === 'number' ? found.value : Number.NaN
  const known = Number.isInteger(days) && days > 0
  const because = `Recordings in Zoom’s cloud are kept for ${days} days.`
  return judgeValue(
    settings,
    path,
    name,
    known ? [[days, days <= most ? 'met' : 'not_met', because]] : [],
  )
}
