import { catalogue } from '../controls/catalogue'
import type { Control } from '../controls/control'
import type { FixStep, SettingValue } from '../controls/fix'
import { meetingSettings, userSettings, type Settings } from '../controls/settings'
import { timesIn } from '../each-time'
import type { HostSubjectKind } from '../control-words'
import type { AccountReadings, Reading } from '../readings'
import { controlIds, type ControlId, type Judgement } from '../results'

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
    }
  | { readonly ok: false; readonly because: 'not_ours' | 'nothing_wrong' | 'not_enough' }

/** What was last read of an account, and of the meeting where it is about one. */
export type MendReadings = { readonly account: AccountReadings; readonly meeting: Reading | null }

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
 * control that would be left unmet or unknown all the same.
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
  const exceptions = readings.meeting ? timesIn(readings.meeting).map(meetingSettings) : []
  let planned: ReadonlyMap<string, MendChange> = new Map()
  const mended: ControlId[] = []
  let notEnough = false
  for (const control of fixable) {
    const judged = judge(subject, control, changed(read, planned), host)
    if (judged === undefined) continue
    if (isFine(judged)) {
      // What is changed from here is the series; one time that was set otherwise is for its host.
      notEnough ||= exceptions.some(
        (time) => !isFine(judge(subject, control, time, host) ?? judged),
      )
      continue
    }
    const more = new Map(planned)
    for (const step of fixOf(control, subject) ?? []) plan(more, read, step)
    if (judge(subject, control, changed(read, more), host)?.result === 'met') {
      planned = more
      mended.push(control.id)
    } else {
      notEnough = true
    }
  }
  if (planned.size > 0) return { ok: true, changes: [...planned.values()], controls: mended }
  return { ok: false, because: notEnough ? 'not_enough' : 'nothing_wrong' }
}

const isFine = ({ result }: Judgement) => result === 'met' || result === 'not_applicable'

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
