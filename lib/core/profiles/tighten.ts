import { tightness } from '../controls/parameter-spec'
import { defaultParameters, parametersOf } from '../controls/parameters'
import { profileRuleIds, type ProfileRuleId } from '../rules/rule-ids'
import type { Choices, PartChoice, PartChoices } from './document'
import type { ControlChoice } from './profile'

/** A part of a lower tier's rules that asks for less than those above, and so does not hold. */
export type Ignored = {
  readonly control: ProfileRuleId
  readonly part: 'level' | 'parameter' | 'acceptance' | 'statement' | 'equivalent' | 'exemption'
  /** Which parameter, where it is one; what an added equivalent or exempt category is called. */
  readonly parameter?: string
}

/** The rules of those above with what a lower tier adds at an instant, and what of it does not hold. */
export function tighten(
  above: Choices,
  parts: PartChoices,
  at: Date,
): { controls: Choices; ignored: Ignored[] } {
  const ignored: Ignored[] = []
  const controls: { [id in ProfileRuleId]?: ControlChoice } = { ...above }
  for (const control of profileRuleIds) {
    const part = parts[control]
    if (!part) continue
    const upper = above[control]
    if (!upper) {
      controls[control] = added(control, part, at)
      continue
    }
    const tightened = tightenOne(control, upper, part, at)
    controls[control] = tightened.choice
    ignored.push(...tightened.ignored)
  }
  return { controls, ignored }
}

/** A document that says all of it, as it stands at an instant: what is announced is advice until then. */
export function standing(parts: PartChoices, at: Date): Choices {
  const controls: { [id in ProfileRuleId]?: ControlChoice } = {}
  for (const control of profileRuleIds) {
    const part = parts[control]
    if (part) controls[control] = added(control, part, at)
  }
  return controls
}

/** True from the beginning of that day on (UTC). */
export const hasBegun = (countsFrom: string | undefined, at: Date) =>
  countsFrom === undefined || Date.parse(`${countsFrom}T00:00:00Z`) <= at.getTime()

function added(control: ProfileRuleId, part: PartChoice, at: Date): ControlChoice {
  const counts = hasBegun(part.countsFrom, at)
  return {
    level: counts ? (part.level ?? 'SHOULD') : 'SHOULD',
    parameters: { ...defaultParameters(control), ...part.parameters },
    ...(part.countsFrom === undefined ? {} : { countsFrom: part.countsFrom }),
    ...(part.acceptance ? { acceptance: part.acceptance } : {}),
    ...(part.statement ? { statement: part.statement } : {}),
  }
}

function tightenOne(control: ProfileRuleId, upper: ControlChoice, part: PartChoice, at: Date) {
  const counts = hasBegun(part.countsFrom, at)
  const raises = part.level === 'MUST' && upper.level === 'SHOULD'
  const set = tighterParameters(control, upper, part)
  const accepted = shorter(upper.acceptance?.longest_days, part.acceptance?.longest_days)
  const stated = shorter(upper.statement?.lasts_days, part.statement?.lasts_days)
  const longest_days = part.acceptance === null ? undefined : accepted.days
  const lasts_days = part.statement === null ? undefined : stated.days
  const countsFrom = raises ? sooner(upper.countsFrom, part.countsFrom, at) : upper.countsFrom
  const choice: ControlChoice = !counts
    ? { ...upper, ...(countsFrom === undefined ? {} : { countsFrom }) }
    : {
        level: raises ? 'MUST' : upper.level,
        parameters: set.parameters,
        ...(countsFrom === undefined ? {} : { countsFrom }),
        ...(longest_days === undefined ? {} : { acceptance: { longest_days } }),
        ...(lasts_days === undefined ? {} : { statement: { lasts_days } }),
      }
  const ignored: Ignored[] = set.ignored.map((parameter) => ({
    control,
    part: 'parameter',
    parameter,
  }))
  if (part.level === 'SHOULD' && upper.level === 'MUST') ignored.push({ control, part: 'level' })
  if (accepted.looser) ignored.push({ control, part: 'acceptance' })
  if (stated.looser) ignored.push({ control, part: 'statement' })
  return { choice, ignored }
}

/** The parameters with those that are tighter, and the names of those that are not. */
function tighterParameters(control: ProfileRuleId, upper: ControlChoice, part: PartChoice) {
  const parameters = { ...upper.parameters }
  const ignored: string[] = []
  for (const spec of parametersOf(control)) {
    const value = part.parameters?.[spec.name]
    if (value === undefined) continue
    const how = tightness(spec, upper.parameters[spec.name] ?? null, value)
    if (how === 'looser' || how === 'contradicts') ignored.push(spec.name)
    else parameters[spec.name] = value
  }
  return { parameters, ignored }
}

/** For how many days, of the two the shorter. Nothing said leaves it; what is not allowed stays so. */
function shorter(upper: number | undefined, part: number | undefined) {
  if (part === undefined) return { days: upper, looser: false }
  if (upper === undefined || part > upper) return { days: upper, looser: true }
  return { days: part, looser: false }
}

/** From when a rule that somebody raises counts: as they say or, where that is sooner, as those above. */
function sooner(upper: string | undefined, part: string | undefined, at: Date) {
  if (part === undefined || hasBegun(part, at)) return part
  return upper !== undefined && !hasBegun(upper, at) && upper < part ? upper : part
}
