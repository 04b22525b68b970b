import type { Judgement } from '../results'
import type { Control, Parameters } from './control'
import { allMet, couldNotCheck, judgeValue, mustBeOff, notApplicable } from './judge'
import { inMeeting, onSettingsPage } from './mend-steps'
import type { Settings } from './settings'
import { sources } from './sources'

/** What a profile may say of recording, in its parameter `recording`. */
export const recordingRules = ['forbidden', 'allowed', 'required'] as const

/** Z12: recorded as the governing body says, which differs from sport to sport. */
export const recording: Control = {
  id: 'Z12',
  version: 1,
  level: 'SHOULD',
  title: 'Sessions are recorded only as the governing body says',
  headline: 'Recording is not set as your governing body asks',
  meetingHeadline: 'Recording of this session is not set as your governing body asks',
  why:
    'A recording of children can be copied and kept by people you never meet. Some governing bodies ' +
    'ask for recordings all the same, as protection, so each sets its own rule.',
  source: sources.differs,
  mend: onSettingsPage(
    'Recording',
    'If sessions may not be recorded, turn off “Record to computer files”, “Cloud recording” and ' +
      '“Automatic recording”.',
    'If they must be recorded, turn on “Automatic recording”.',
  ),
  meetingMend: inMeeting(
    ['Under Options, set “Automatically record meeting” as your governing body asks.'],
    ['Under Advanced Options, set “Automatically Record” as your governing body asks.'],
  ),
  whoCanMend: 'host_or_administrator',
  // No fix: whether to record is each governing body's to say, and what it costs the club's.
  derived: false,
  evaluateUser: defaults,
  evaluateAccount: defaults,
  evaluateGroup: defaults,
  evaluateMeeting: (meeting, _host, parameters) =>
    byRule(parameters, (wanted) => automatic(meeting, 'settings.auto_recording', wanted)),
}

function defaults(settings: Settings, parameters: Parameters): Judgement {
  return byRule(parameters, (wanted) => {
    const byItself = automatic(settings, 'recording.auto_recording', wanted)
    if (wanted) return byItself
    return allMet(
      byItself,
      mustBeOff(settings, 'recording.local_recording', 'Recording to a computer'),
      mustBeOff(settings, 'recording.cloud_recording', 'Recording to Zoom’s cloud'),
    )
  })
}

function byRule(parameters: Parameters, judge: (wanted: boolean) => Judgement): Judgement {
  const rule = recordingRules.find((each) => each === parameters['recording'])
  if (rule === 'allowed') return notApplicable('The governing body leaves recording to the club.')
  if (rule) return judge(rule === 'required')
  return couldNotCheck('field_absent', 'The governing body has not said whether to record.')
}

function automatic(settings: Settings, path: string, wanted: boolean): Judgement {
  const recorded = wanted ? 'met' : 'not_met'
  return judgeValue(settings, path, 'Recording by itself', [
    ['none', wanted ? 'not_met' : 'met', 'Sessions are not recorded by themselves.'],
    ['local', recorded, 'Sessions are recorded to the host’s computer by themselves.'],
    ['cloud', recorded, 'Sessions are recorded to Zoom’s cloud by themselves.'],
  ])
}
