import { catalogue } from '../controls/catalogue'
import type { Control } from '../controls/control'
import type { FixStep, SettingValue } from '../controls/fix'
import { meetingSettings, userSettings, type Settings } from '../controls/settings'
import type { HostSubjectKind } from '../control-words'
import type { OpenedTime } from '../each-time'
import type { AccountReadings, Reading } from '../readings'
import { controlIds, type ControlId } from '../results'
import { isChangeableAtATime, type ReadTime } from './one-time'

/** One setting as it would be changed, in Zoom's values and in words. */
export type MendChange = {
  readonly path: string
  readonly name: string
  readonly before: SettingValue
  readonly after: SettingValue
  readonly from: string
  readonly to: string
}

/**
 * Exactly what would be changed, or why nothing can be: `not_ours`: no control of these is for us to
 * mend; `nothing_wrong`: as last read they are all met; `not_enough`: no change that we can make
 * would meet them.
 */
export type MendPlan =
  | {
      readonly ok: true
      readonly changes: readonly MendChange[]
      /** The controls that are met afterwards, of those that are not met now. */
      readonly controls: readonly ControlId[]
      /** The one time of a series that is changed; null where it is all of it, or no series. */
      readonly time: OpenedTime | null
    }
  | { readonly ok: false; readonly because: 'not_ours' | 'nothing_wrong' | 'not_enough' }

/** What was last read of an account, and of the meeting where it is about one, with its times. */
export type MendReadings = {
  readonly account: AccountReadings
  readonly meeting: Reading | null
  readonly times: readonly ReadTime[]
}

/** The settings that Touchline can change so that this control is met; undefined where it cannot. */
export const fixOf = (
  control: Control,
  subject: HostSubjectKind,
): readonly FixStep[] | undefined => (subject === 'meeting' ? control.fixMeeting : control.fixUser)

/** The controls that Touchline can mend for a subject. */
export const fixableControls = (subject: HostSubjectKind): ControlId[] =>
  controlIds.filter((id) => fixOf(catalogue[id], subject) !== undefined)

/**
 * Plans the fewest changes after which these controls are met by their own rules, judged on what was
 * last read. A setting that Zoom's answer does not have is never set, and nothing is changed for a
 * control that would be left unmet or unknown all the same. Where a series is set right and one of its
 * times is not, that time alone is changed: the next of them, one at a time.
 */
export function planMend(
  subject: HostSubjectKind,
  controls: readonly ControlId[],
  readings: MendReadings,
): MendPlan {
  const host = userSettings(readings.account)
  const read = subject === 'meeting' ? readings.meeting && meetingSettings(readings.meeting) : host
  const fixable = controls.map((id) => catalogue[id]).filter((each) => fixOf(each, subject))
  if (!read || fixable.length === 0) return { ok: false, because: 'not_ours' }
  const whole = planOf({ subject, host, read, may: () => true }, fixable)
  if (whole.changes.length > 0) return planOfAll(whole, null)
  let notEnough = whole.isNotEnough
  for (const { time, reading } of readings.times) {
    const may = (path: string) => time !== null && isChangeableAtATime(path)
    const alone = planOf({ subject, host, read: meetingSettings(reading), may }, whole.fine)
    if (alone.changes.length > 0) return planOfAll(alone, time)
    notEnough ||= alone.isNotEnough
  }
  return { ok: false, because: notEnough ? 'not_enough' : 'nothing_wrong' }
}

type Planned = {
  readonly changes: readonly MendChange[]
  /** Which are met afterwards, of those that are not met now. */
  readonly controls: readonly ControlId[]
  /** Which there is nothing to change for. */
  readonly fine: readonly Control[]
  readonly isNotEnough: boolean
}

const planOfAll = ({ changes, controls }: Planned, time: OpenedTime | null): MendPlan => ({
  ok: true,
  ...{ changes, controls, time },
})

type On = {
  readonly subject: HostSubjectKind
  readonly host: Settings
  /** What is to be changed, as it was read. */
  readonly read: Settings
  /** Whether Zoom takes a change of it there. */
  readonly may: (path: string) => boolean
}

function planOf({ subject, host, read, may }: On, controls: readonly Control[]): Planned {
  let steps: ReadonlyMap<string, MendChange> = new Map()
  const mended: ControlId[] = []
  const fine: Control[] = []
  let isNotEnough = false
  for (const control of controls) {
    const judged = judge(subject, control, changed(read, steps), host)
    if (judged === undefined) continue
    if (judged.result === 'met' || judged.result === 'not_applicable') {
      fine.push(control)
      continue
    }
    const more = new Map(steps)
    for (const step of fixOf(control, subject) ?? []) if (may(step.path)) plan(more, read, step)
    if (judge(subject, control, changed(read, more), host)?.result === 'met') {
      steps = more
      mended.push(control.id)
    } else {
      isNotEnough = true
    }
  }
  return { changes: [...steps.values()], controls: mended, fine, isNotEnough }
}

const judge = (subject: HostSubjectKind, control: Control, read: Settings, host: Settings) =>
  subject === 'meeting'
    ? control.evaluateMeeting?.(read, host, {})
    : control.evaluateUser?.(read, {})

/** The settings as they would be. */
const changed = (read: Settings, planned: ReadonlyMap<string, MendChange>): Settings => ({
  level: read.level,
  at: (path) => {
    const change = planned.get(path)
    return change ? { found: true, value: change.after } : read.at(path)
  },
})

function plan(planned: Map<string, MendChange>, read: Settings, step: FixStep): void {
  const before = wordsAt(read, step)
  const now = planned.get(step.path)?.after ?? before?.value
  if (!before || now === undefined || step.keep.includes(now)) return
  const { path, name } = step
  const to = wordsOf(step, step.to)
  planned.set(path, { path, name, before: before.value, after: step.to, from: before.words, to })
}

function wordsAt(read: Settings, step: FixStep) {
  const found = read.at(step.path)
  const known = found.found ? step.words.find(([value]) => value === found.value) : undefined
  return known && { value: known[0], words: known[1] }
}

const wordsOf = ({ words }: FixStep, value: SettingValue): string =>
  words.find(([each]) => each === value)?.[1] ?? String(value)

/** The same change the other way about. */
export const backwards = ({ before, after, from, to, ...same }: MendChange): MendChange => ({
  ...same,
  ...{ before: after, after: before, from: to, to: from },
})
