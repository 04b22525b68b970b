import { allMet, couldNotCheck, met, notMet } from '../controls/judge'
import type { Found, Settings, SettingsLevel } from '../controls/settings'
import type { Judgement } from '../results'
import type { Benchmark, BenchmarkRule, Decided, Expectation, SettingPath } from './benchmark-rule'

/** A judgement with the rule that made it. */
export type BenchmarkResult = Judgement & { readonly rule: BenchmarkRule }

type Told = Extract<Decided, { by: 'settings' }>

/**
 * What a benchmark makes of the settings of one account, group or user. `locks` are the account's or
 * group's lock settings. Rules that this level does not have are left out; those that no setting
 * decides are said to be so once, for the account. Nothing passes without a value read.
 */
export function evaluateBenchmark(
  { rules }: Benchmark,
  settings: Settings,
  locks: Settings,
): BenchmarkResult[] {
  return rules.flatMap((rule) => {
    const judgement = judge(rule.decided, settings, locks)
    return judgement ? [{ ...judgement, rule }] : []
  })
}

function judge(decided: Decided, settings: Settings, locks: Settings): Judgement | undefined {
  const { level } = settings
  if (decided.by === 'person') {
    return level === 'account' ? couldNotCheck('not_readable', forPerson) : undefined
  }
  if (decided.by === 'nothing') {
    return level === 'account' ? couldNotCheck('not_readable', neverTold) : undefined
  }
  if (!decided.levels.includes(level)) return undefined
  const [first, ...others] = decided.paths.map((path) => judgeSetting(decided, path, settings))
  if (!first) return undefined
  const locked = decided.locked ? [judgeLock(decided, locks)] : []
  return allMet(first, ...others, ...locked)
}

const forPerson = 'What is right here is for you to say: no setting decides it.'
const neverTold = 'Zoom does not tell this to other programs. Look in Zoom itself.'

const at = (path: SettingPath, level: SettingsLevel): string | undefined =>
  typeof path === 'string' ? path : path[level]

function judgeSetting({ expected, misleading }: Told, path: SettingPath, settings: Settings) {
  const where = at(path, settings.level)
  const found: Found =
    where === undefined ? { found: false, reason: 'field_absent' } : settings.at(where)
  if (!found.found) return couldNotCheck(found.reason, unknown(found))
  if (misleading !== undefined && found.value === misleading) {
    return couldNotCheck('unreadable_body', lie)
  }
  const meets = meetsOf(expected, found.value)
  if (meets === undefined) return couldNotCheck('unreadable_body', strange)
  const is = wordsOf(found.value)
  return meets ? met(`It is ${is}.`) : notMet(`It is ${is}, and should be ${asked(expected)}.`)
}

function judgeLock({ paths: [path] }: Told, locks: Settings): Judgement {
  const where = at(path, locks.level)
  const found: Found =
    where === undefined ? { found: false, reason: 'field_absent' } : locks.at(where)
  if (!found.found) return couldNotCheck(found.reason, 'Zoom does not say whether it is locked.')
  if (found.value === true) return met('It is locked.')
  if (found.value === false) return notMet('It is not locked, so each host can change it.')
  return couldNotCheck('unreadable_body', strange)
}

const strange = 'Zoom’s answer has a value here that we do not know.'
const lie = 'Zoom is known to tell this value where it is not so. Look in Zoom itself.'
const unknown = ({ reason }: Extract<Found, { found: false }>): string =>
  reason === 'not_granted'
    ? 'We have not been allowed to look at this.'
    : 'Zoom’s answer does not say.'

/** Undefined where the value is none that the setting can have. */
function meetsOf(expected: Expectation, value: unknown): boolean | undefined {
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

const wordsOf = (value: unknown): string =>
  value === true ? 'on' : value === false ? 'off' : `“${String(value)}”`

function asked(expected: Expectation): string {
  if ('is' in expected) return wordsOf(expected.is)
  if ('oneOf' in expected) return expected.oneOf.map(wordsOf).join(' or ')
  const { from, to } = expected
  return to === undefined ? `${from} or more` : `between ${from} and ${to}`
}
