import { judgeAsk, pathAt, strange } from '../controls/ask'
import { allMet, couldNotCheck, met, notMet } from '../controls/judge'
import type { Found, Settings } from '../controls/settings'
import type { Judgement } from '../results'
import type { Benchmark, BenchmarkRule, Decided } from './benchmark-rule'

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
  const { expected, misleading } = decided
  const [first, ...others] = decided.paths.map((path) =>
    judgeAsk({ path, expected, ...(misleading === undefined ? {} : { misleading }) }, settings),
  )
  if (!first) return undefined
  const locked = decided.locked ? [judgeLock(decided, locks)] : []
  return allMet(first, ...others, ...locked)
}

const forPerson = 'What is right here is for you to say: no setting decides it.'
const neverTold = 'Zoom does not tell this to other programs. Look in Zoom itself.'

function judgeLock({ paths: [path] }: Told, locks: Settings): Judgement {
  const where = pathAt(path, locks.level)
  const found: Found =
    where === undefined ? { found: false, reason: 'field_absent' } : locks.at(where)
  if (!found.found) return couldNotCheck(found.reason, 'Zoom does not say whether it is locked.')
  if (found.value === true) return met('It is locked.')
  if (found.value === false) return notMet('It is not locked, so each host can change it.')
  return couldNotCheck('unreadable_body', strange)
}
