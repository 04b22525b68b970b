import { canonicalJson } from './canonical-json'
import { controlsInOrder } from './controls/catalogue'
import { meetingSettings, userSettings, type Settings } from './controls/settings'
import { timesIn } from './each-time'
import { builtInProfiles } from './profiles/built-in-profiles'
import type { AccountReadings, Reading } from './readings'

/**
 * True where the rules come to the same of a session by either of two readings of its host's
 * settings: whatever they ask of these, for a session that is set as this one was, has the same answer
 * in both. A session that was not read itself is nobody's to say that of.
 */
export function followsTheSame(
  meeting: Reading,
  before: AccountReadings,
  after: AccountReadings,
): boolean {
  if (!meeting.read) return false
  return followed(meeting, before) === followed(meeting, after)
}

/** Every value of the host's settings that a rule for sessions asks for, in the order of asking. */
function followed(meeting: Reading, readings: AccountReadings): string {
  const asked: string[] = []
  const settings = userSettings(readings)
  const host: Settings = {
    level: settings.level,
    at(path) {
      const found = settings.at(path)
      asked.push(`${path} ${found.found ? canonicalJson({ value: found.value }) : found.reason}`)
      return found
    },
  }
  const all = [meeting, ...timesIn(meeting)].map(meetingSettings)
  for (const control of controlsInOrder) {
    for (const { controls } of builtInProfiles) {
      const parameters = controls[control.id]?.parameters ?? {}
      for (const each of all) control.evaluateMeeting?.(each, host, parameters)
    }
  }
  return asked.join('\n')
}
