import type { Json } from '../canonical-json'
import type { CouldNotCheckReason } from '../readings'
import type { Judgement } from '../results'
import { midSentence } from '../wording'
import type { Settings, SettingsLevel } from './settings'

/** A value that a setting of Zoom's can be compared with. */
type Value = boolean | number | string

/** What has to stand at a path. A value of another type is unknown, never a pass. */
export type Expectation =
  | { readonly is: Value }
  | { readonly oneOf: readonly [string, ...string[]]; readonly known: readonly string[] }
  | { readonly from: number; readonly to?: number }

/** What the values of one setting mean. A value that no case names is unknown, never a pass. */
export type Case = readonly [value: Json, result: 'met' | 'not_met', because: string]

/** Where it stands: one path, or another one at some levels. */
export type SettingPath = string | { readonly [level in SettingsLevel]?: string }

/**
 * A setting that has to stand somewhere: a path, and what is expected there. Whatever is judged by
 * Zoom's settings is made of these, the rules for children and the benchmark alike.
 */
export type Ask = {
  readonly path: SettingPath
  readonly expected: Expectation | { readonly cases: readonly Case[] }
  /** In plain words, as a noun that a sentence can begin with; `It` where a heading names it. */
  readonly name?: string
  /** A value that was measured to be told where it is not so: it proves nothing. */
  readonly misleading?: Value
}

export type Asks = readonly [Ask, ...Ask[]]

/** A switch that has to be on. */
export const on = (path: SettingPath, name: string): Ask => ({ path, name, expected: { is: true } })

/** A switch that has to be off. */
export const off = (path: SettingPath, name: string): Ask => ({
  ...{ path, name, expected: { is: false } },
})

/** A setting of several values, with what each of them means. */
export const among = (path: SettingPath, name: string, ...cases: readonly Case[]): Ask => ({
  ...{ path, name, expected: { cases } },
})

/**
 * What one setting means. What stands there instead of a known value is not repeated: it may be a
 * secret.
 */
export function judgeAsk(ask: Ask, settings: Settings): Judgement {
  const { path, expected, name, misleading } = ask
  const where = pathAt(path, settings.level)
  const found = where === undefined ? absent : settings.at(where)
  if (!found.found) return unknown(found.reason, unknownBecause[found.reason](name))
  if (misleading !== undefined && found.value === misleading) {
    return unknown('unreadable_body', about(name, lie))
  }
  if ('cases' in expected) return byCases(expected.cases, found.value, name)
  const meets = meetsOf(expected, found.value)
  if (meets === undefined) return unknown('unreadable_body', about(name, strange))
  const is = `${name ?? 'It'} is ${wordsOf(found.value)}`
  if (meets) return { result: 'met', because: `${is}.` }
  const because = name === undefined ? `${is}, and should be ${wanted(expected)}.` : `${is}.`
  return { result: 'not_met', because }
}

/** Where a setting stands at this level; undefined where the level has no such setting. */
export const pathAt = (path: SettingPath, level: SettingsLevel): string | undefined =>
  typeof path === 'string' ? path : path[level]

/** Why nothing is known of a setting; `name` as above. */
export const unknownBecause: Record<CouldNotCheckReason, (name?: string) => string> = {
  zoom_down: (name) => about(name, 'Zoom did not answer.'),
  not_connected: (name) => about(name, 'Zoom is no longer connected.'),
  not_granted: (name) => about(name, 'We have not been allowed to look at this.'),
  not_readable: (name) => about(name, 'Zoom does not tell us this on this plan.'),
  not_found: (name) => about(name, 'It was not there when we looked.'),
  unreadable_body: (name) => about(name, 'We could not make sense of Zoom’s answer.'),
  field_absent: (name) => about(name, 'Zoom’s answer does not say.'),
}

/** What is said of a value that no rule knows. */
export const strange = 'Zoom’s answer has a value here that we do not know.'
const lie = 'Zoom is known to tell this value where it is not so. Look in Zoom itself.'
const absent = { found: false, reason: 'field_absent' } as const

const about = (name: string | undefined, sentence: string): string =>
  name === undefined ? sentence : `${name}: ${midSentence(sentence)}`

const unknown = (reason: CouldNotCheckReason, because: string): Judgement => ({
  ...{ result: 'could_not_check', reason, because },
})

function byCases(cases: readonly Case[], value: Json, name: string | undefined): Judgement {
  const match = cases.find(([each]) => each === value)
  return match
    ? { result: match[1], because: match[2] }
    : unknown('unreadable_body', about(name, strange))
}

/** Undefined where the value is none that the setting can have. */
function meetsOf(expected: Expectation, value: Json): boolean | undefined {
  if ('is' in expected) {
    return typeof value === typeof expected.is ? value === expected.is : undefined
  }
  if ('oneOf' in expected) {
    if (typeof value !== 'string' || !expected.known.includes(value)) return undefined
    return expected.oneOf.includes(value)
  }
  if (typeof value !== 'number') return undefined
  return value >= expected.from && value <= (expected.to ?? Infinity)
}

const wordsOf = (value: Json): string =>
  value === true
    ? 'on'
    : value === false
      ? 'off'
      : `“${typeof value === 'string' ? value : JSON.stringify(value)}”`

function wanted(expected: Expectation): string {
  if ('is' in expected) return wordsOf(expected.is)
  if ('oneOf' in expected) return expected.oneOf.map(wordsOf).join(' or ')
  const { from, to } = expected
  return to === undefined ? `${from} or more` : `between ${from} and ${to}`
}
