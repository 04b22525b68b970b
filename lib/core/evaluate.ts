import { controlsInOrder } from './controls/catalogue'
import type { Control, Parameters } from './controls/control'
import {
  accountSettings,
  groupLockSettings,
  groupSettings,
  lockSettings,
  meetingSettings,
  userSettings,
} from './controls/settings'
import { leastSafe, timesIn } from './each-time'
import { noneExempt, type ExemptRules } from './profiles/exempt-categories'
import type { Profile } from './profiles/profile'
import type { AccountReadings, Reading } from './readings'
import type { ControlResult, Judgement } from './results'

/**
 * What the profile's controls make of a user's own settings, in the catalogue's order. A rule that is
 * exempt does not apply, whatever was read; with who said so.
 */
export function evaluateUser(
  profile: Profile,
  readings: AccountReadings,
  exempt: ExemptRules = noneExempt,
): ControlResult[] {
  const settings = userSettings(readings)
  return judgeEach(profile, exempt, (control, parameters) =>
    control.evaluateUser?.(settings, parameters),
  )
}

/** The same for the settings of a whole Zoom account, where that level has them. */
export function evaluateAccount(
  profile: Profile,
  readings: AccountReadings,
  exempt: ExemptRules = noneExempt,
): ControlResult[] {
  const settings = accountSettings(readings)
  const locks = { account: lockSettings(readings) }
  return judgeEach(
    profile,
    exempt,
    (control, parameters) =>
      control.evaluateAccount?.(settings, parameters) ?? control.evaluateLocks?.(locks, parameters),
  )
}

/**
 * The same for a group of users in a Zoom account, where that level has them. `readings` are the
 * group's, with its account's: what is locked there is locked here.
 */
export function evaluateGroup(
  profile: Profile,
  readings: AccountReadings,
  exempt: ExemptRules = noneExempt,
): ControlResult[] {
  const settings = groupSettings(readings)
  const locks = { account: lockSettings(readings), group: groupLockSettings(readings) }
  return judgeEach(
    profile,
    exempt,
    (control, parameters) =>
      control.evaluateGroup?.(settings, parameters) ?? control.evaluateLocks?.(locks, parameters),
  )
}

/**
 * What the controls make of one meeting. A meeting overrides its host's defaults; `readings` are
 * for what the meeting leaves to them. A series is as safe as the least safe of its next times.
 */
export function evaluateMeeting(
  profile: Profile,
  readings: AccountReadings,
  meeting: Reading,
  exempt: ExemptRules = noneExempt,
): ControlResult[] {
  const host = userSettings(readings)
  const judge = (each: Reading) => {
    const settings = meetingSettings(each)
    return judgeEach(profile, exempt, (control, parameters) =>
      control.evaluateMeeting?.(settings, host, parameters),
    )
  }
  const times = timesIn(meeting).map(judge)
  const own = judge(meeting).map((result, index) =>
    leastSafe(
      result,
      times.flatMap((time) => time[index] ?? []),
    ),
  )
  return [...own, ...judgeEach(profile, exempt, (control) => control.deriveFromMeeting?.(own))]
}

function judgeEach(
  profile: Profile,
  exempt: ExemptRules,
  judge: (control: Control, parameters: Parameters) => Judgement | undefined,
): ControlResult[] {
  const results: ControlResult[] = []
  for (const control of controlsInOrder) {
    const chosen = profile.controls[control.id]
    const judgement = chosen && judge(control, chosen.parameters)
    if (!chosen || !judgement) continue
    const { id, version, derived } = control
    const of = { control: id, version, level: chosen.level, derived }
    const saidSo = exempt.get(id)
    if (saidSo !== undefined) {
      results.push({ ...of, result: 'not_applicable', because: saidSo, exempt: true })
      continue
    }
    const { result, reason, because } = judgement
    results.push(
      reason === undefined ? { ...of, result, because } : { ...of, result, because, reason },
    )
  }
  return results
}
