import type { SettingValue } from '../core/controls/fix'
import { meetingSettings, userSettings } from '../core/controls/settings'
import type { MendReadings } from '../core/mends/plan-mend'
import type { CouldNotCheckReason, Reading } from '../core/readings'
import type { MendRow } from './move-mend'

/** What stands where a mend changes something, by path; null where Zoom's answer does not have it. */
export type ValuesRead =
  | { readonly read: true; readonly values: Readonly<Record<string, SettingValue | null>> }
  | { readonly read: false; readonly reason: CouldNotCheckReason }

/** Those values out of what was read, or why a body that holds any of them is missing. */
export function valuesRead(
  mend: Pick<MendRow, 'subjectKind' | 'occurrenceId' | 'changes'>,
  readings: MendReadings,
): ValuesRead {
  const meeting = readingOf(mend, readings)
  if (mend.subjectKind === 'meeting' && !meeting) return { read: false, reason: 'not_found' }
  const settings = meeting ? meetingSettings(meeting) : userSettings(readings.account)
  const values: Record<string, SettingValue | null> = {}
  for (const { path } of mend.changes) {
    const found = settings.at(path)
    if (!found.found && found.reason !== 'field_absent')
      return { read: false, reason: found.reason }
    values[path] = found.found && isSetting(found.value) ? found.value : null
  }
  return { read: true, values }
}

/** The body of what is changed; null of a user, and of what is not among what was read. */
function readingOf(
  { occurrenceId }: Pick<MendRow, 'occurrenceId'>,
  { meeting, times }: MendReadings,
): Reading | null {
  if (occurrenceId === null || (meeting && !meeting.read)) return meeting
  return times.find(({ time }) => time?.id === occurrenceId)?.reading ?? null
}

const isSetting = (value: unknown): value is SettingValue =>
  typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string'
