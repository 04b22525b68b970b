import type { Judgement } from '../results'
import { off } from './ask'
import type { Control } from './control'
import { turnOff } from './fix'
import { allMet, mustBeOff } from './judge'
import { inMeetingOnWeb, onSettingsPage } from './mend-steps'
import { meetingIs } from './reads'
import type { Settings } from './settings'
import { sources } from './sources'

const summary = 'Starting the AI’s summary by itself'
const questions = 'Starting the AI’s answers by itself'

/** Z21: no machine takes notes of what children say. */
export const aiCompanion: Control = {
  id: 'Z21',
  version: 1,
  level: 'SHOULD',
  title: 'Zoom’s AI does not listen to sessions by itself',
  headline: 'Zoom’s AI listens by itself',
  meetingHeadline: 'Zoom’s AI listens to this session by itself',
  why:
    'AI Companion writes down what is said, children’s words included, and sends it to others. A ' +
    'coaching session does not need that, so it should not be collected.',
  source: sources.inferred,
  mend: onSettingsPage(
    'AI Companion',
    'Find “Meeting summary with AI Companion”, and turn off starting by itself, or all of it.',
    'Find “AI Companion questions”, and turn off starting by itself, or all of it.',
  ),
  meetingMend: inMeetingOnWeb(
    'Under “AI Companion”, untick starting the meeting summary by itself.',
    'Untick starting the meeting questions by itself.',
  ),
  whoCanMend: 'host_or_administrator',
  fixUser: [
    turnOff('in_meeting.meeting_summary_with_ai_companion.auto_enable', 'AI summary by itself'),
    turnOff('in_meeting.ai_companion_questions.auto_enable', 'AI questions by itself'),
  ],
  fixMeeting: [
    turnOff('settings.auto_start_meeting_summary', 'AI summary by itself'),
    turnOff('settings.auto_start_ai_companion_questions', 'AI questions by itself'),
  ],
  derived: false,
  evaluateUser: (settings) =>
    allMet(
      startsItself(settings, 'in_meeting.meeting_summary_with_ai_companion', summary),
      startsItself(settings, 'in_meeting.ai_companion_questions', questions),
    ),
  ...meetingIs(
    off('settings.auto_start_meeting_summary', summary),
    off('settings.auto_start_ai_companion_questions', questions),
  ),
}

function startsItself(settings: Settings, path: string, name: string): Judgement {
  const all = mustBeOff(settings, `${path}.enable`, name)
  return all.result === 'met' ? all : mustBeOff(settings, `${path}.auto_enable`, name)
}
