import type { Json } from '../canonical-json'
import type { FieldProblem } from '../errors'
import { parametersOf } from '../controls/parameters'
import type { Level } from '../results'
import { ruleById } from '../rules/catalogue'
import { isSaidRule, profileRuleIds, type ProfileRuleId } from '../rules/rule-ids'
import { days_max, type Choices, type PartChoice, type PartChoices } from './document'
import type { ControlChoice } from './profile'
import { ruleTitle } from '../rules/rule-title'
import { tighten, type Ignored } from './tighten'

/** What somebody chose for one rule in the editor, every field as a form sends it. */
export type TypedChoice = {
  readonly level: string
  readonly countsFrom: string
  readonly acceptance_days: string
  readonly statement_days: string
  readonly parameters: { readonly [name: string]: string }
}

export type TypedChoices = { readonly [id in ProfileRuleId]?: TypedChoice }

/** The name of a field in the editor. */
export const fieldName = (control: string, field: string) => `controls.${control}.${field}`

/**
 * What was typed as a document has it; problems by field. With `above`, only what differs from the
 * rules of those above, which may be tightened and no more.
 */
export function choicesFrom(
  typed: TypedChoices,
  above: Choices | null,
): { controls: PartChoices; problems: FieldProblem[] } {
  const controls: { [id in ProfileRuleId]?: PartChoice } = {}
  const problems: FieldProblem[] = []
  for (const control of profileRuleIds) {
    const choice = typed[control]
    if (!choice) continue
    const level = levelOf(choice.level)
    const upper = above?.[control]
    if (!level) {
      if (upper) problems.push(loosening({ control, part: 'level' }))
      continue
    }
    const whole = wholeFrom(control, choice, level, problems)
    const part = upper ? differing(upper, whole) : whole
    if (Object.keys(part).length > 0) controls[control] = part
  }
  if (above) problems.push(...loosenings(above, controls).map(loosening))
  return { controls, problems }
}

/** What of a lower tier's rules asks for less than those above, whatever is announced. */
export function loosenings(above: Choices, parts: PartChoices): Ignored[] {
  return tighten(above, parts, new Date(Date.UTC(9999, 0, 1))).ignored
}

/** That, as a problem of the editor's field, in words. */
export function loosening({ control, part, parameter }: Ignored): FieldProblem {
  if (part === 'equivalent' || part === 'exemption') return addedWay(part, parameter ?? '')
  const title = ruleTitle(control)
  const [field, message] = {
    level: ['level', `“${title}” is asked for above you. You can ask for more, and not for less.`],
    parameter: [
      `parameters.${parameter ?? ''}`,
      `“${title}” is set above you in a way that this does not make safer.`,
    ],
    acceptance: [
      'acceptance_days',
      `“${title}”: a risk may be accepted for as long as it is above you, or for less.`,
    ],
    statement: [
      'statement_days',
      `“${title}”: a statement may stand in for as long as it does above you, or for less.`,
    ],
  }[part]
  return { field: fieldName(control, field ?? ''), message: message ?? '' }
}

const addedWay = (part: 'equivalent' | 'exemption', called: string): FieldProblem => ({
  field: part === 'equivalent' ? 'equivalents.0.what' : 'exempt.0.category',
  message: `“${called}” would ask for less than those above you do. Only they can add it.`,
})

/** True where somebody may state it. What is only ever signed, nobody states for others. */
export const mayBeStated = (control: ProfileRuleId): boolean =>
  !isSaidRule(control) || (ruleById(control)?.proofs.includes('stated') ?? false)

/** How long a statement counts where nobody has said: a year, of what only people can say. */
const usualDays = (control: ProfileRuleId) =>
  isSaidRule(control) && mayBeStated(control) ? 365 : ''

/** What stands in the editor for one rule. */
export function typedFrom(choice: ControlChoice | undefined, control: ProfileRuleId): TypedChoice {
  return {
    level: choice?.level ?? '',
    countsFrom: choice?.countsFrom ?? '',
    acceptance_days: String(choice?.acceptance?.longest_days ?? ''),
    statement_days: String(choice?.statement?.lasts_days ?? (choice ? '' : usualDays(control))),
    parameters: Object.fromEntries(
      parametersOf(control).map(({ name, default: usual }) => [
        name,
        plain(choice?.parameters[name] ?? usual),
      ]),
    ),
  }
}

/** The rules as an editor shows them: what is announced with the level that it will have. */
export function editable(above: Choices | null, parts: PartChoices): Choices {
  const start = above ?? {}
  const controls: { [id in ProfileRuleId]?: ControlChoice } = { ...start }
  for (const control of profileRuleIds) {
    const part = parts[control]
    if (!part) continue
    const upper = start[control]
    const { acceptance, statement, ...rest } = part
    controls[control] = {
      ...{ level: 'SHOULD', ...upper, ...rest },
      parameters: { ...upper?.parameters, ...part.parameters },
      ...(acceptance === undefined ? {} : { acceptance: acceptance ?? undefined }),
      ...(statement === undefined ? {} : { statement: statement ?? undefined }),
    }
  }
  return controls
}

const plain = (value: Json) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

const levelOf = (level: string): Level | null =>
  level === 'MUST' || level === 'SHOULD' ? level : null

function wholeFrom(
  control: ProfileRuleId,
  typed: TypedChoice,
  level: Level,
  problems: FieldProblem[],
): ControlChoice {
  const longest_days = daysFrom(control, 'acceptance_days', typed.acceptance_days, problems)
  const lasts_days = daysFrom(control, 'statement_days', typed.statement_days, problems)
  return {
    level,
    parameters: Object.fromEntries(
      parametersOf(control).map(({ name, kind }) => {
        const value = typed.parameters[name] ?? ''
        return [name, kind === 'number' ? Number(value) : value]
      }),
    ),
    ...(typed.countsFrom === '' ? {} : { countsFrom: typed.countsFrom }),
    ...(longest_days === undefined ? {} : { acceptance: { longest_days } }),
    ...(lasts_days === undefined ? {} : { statement: { lasts_days } }),
  }
}

function daysFrom(control: string, field: string, typed: string, problems: FieldProblem[]) {
  const isNeeded = field === 'statement_days' && isSaidRule(control) && mayBeStated(control)
  if (typed.trim() === '' && !isNeeded) return undefined
  const days = Number(typed)
  if (Number.isInteger(days) && days >= 1 && days <= days_max) return days
  const orEmpty = isNeeded ? '' : ', or leave it empty'
  const message = `Type a whole number of days from 1 to ${days_max}${orEmpty}.`
  problems.push({ field: fieldName(control, field), message })
  return undefined
}

/** Only what is not the same as above. */
function differing(upper: ControlChoice, whole: ControlChoice): PartChoice {
  const parameters = Object.fromEntries(
    Object.entries(whole.parameters).filter(([name, value]) => upper.parameters[name] !== value),
  )
  const isOther = (one: object | undefined, other: object | undefined) =>
    JSON.stringify(one) !== JSON.stringify(other)
  const part: PartChoice = {
    ...(whole.level === upper.level ? {} : { level: whole.level }),
    ...(Object.keys(parameters).length === 0 ? {} : { parameters }),
    ...(isOther(whole.acceptance, upper.acceptance)
      ? { acceptance: whole.acceptance ?? null }
      : {}),
    ...(isOther(whole.statement, upper.statement) ? { statement: whole.statement ?? null } : {}),
  }
  const isAsAbove = Object.keys(part).length === 0 || whole.countsFrom === undefined
  return isAsAbove ? part : { ...part, countsFrom: whole.countsFrom }
}
