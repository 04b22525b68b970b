import type { SettingValue } from '../core/controls/fix'
import { meetingSettings, userSettings } from '../core/controls/settings'
import type { MendReadings } from '../core/mends/plan-mend'
import type { CouldNotCheckReason } from '../core/readings'
import type { MendRow } from './move-mend'

/** What stands where a mend changes something, by path; null where Zoom's answer does not have it. */
export type ValuesRead =
  | { readonly read: true; readonly values: Readonly<Record<string, SettingValue | null>> }
  | { readonly read: false; readonly reason: CouldNotCheckReason }

/** Those values out of what was read, or why a body that holds any of them is missing. */
export function valuesRead(
  { subjectKind, changes }: Pick<MendRow, 'subjectKind' | 'changes'>,
  { account, meeting }: MendReadings,
): ValuesRead {
  if (subjectKind === 'meeting' && !meeting) return { read: false, reason: 'not_found' }
  const settings = meeting ? meetingSettings(meeting) : userSettings(account)
  const values: Record<string, SettingValue | null> = {}
  for (const { path } of changes) {
    const found = settings.at(path)
    if (!found.found && found.reason !== 'field_absent')
      return { read: false, reason: found.reason }
    values[path] = found.found && isSetting(found.value) ? found.value : null
  }
  return { read: true, values }
}

const isSetting = (value: unknown): value is SettingValue =>
  typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string'
