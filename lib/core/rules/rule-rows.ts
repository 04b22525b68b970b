import type { Benchmark, BenchmarkRule } from '../benchmarks/benchmark-rule'
import { pathAt } from '../controls/ask'
import { isAlertControl } from '../results'
import { rulesInOrder } from './catalogue'
import type { Rule } from './rule'
import { pathsOf } from './rule-paths'

/** One line of the table of all rules: none of its parts is ever empty. */
export type RuleRow = {
  readonly id: string
  /** How it is known: the kinds of proof, the strongest first, or why there is none. */
  readonly kind: string
  /** At which levels of Zoom it is looked at, or `-`. */
  readonly levels: string
  /** What Touchline does with it today. */
  readonly status: string
  /** Which settings, or why none. */
  readonly path: string
}

/** The table of the rules for children. */
export const ruleRows = (): RuleRow[] => rulesInOrder.map(rowOf)

/** The same of a benchmark. */
export const benchmarkRows = ({ rules }: Benchmark): RuleRow[] => rules.map(rowOfBenchmark)

function rowOf(rule: Rule): RuleRow {
  const looked = rule.controls.flatMap(pathsOf)
  const paths = unique(looked.flatMap((each) => each.paths))
  const levels = unique(looked.map(({ level }) => level))
  const of = { id: rule.id, kind: rule.proofs.join(', '), status: statusOf(rule) }
  if (isAlertControl(rule.id)) return { ...of, levels: 'meeting', path: alert }
  const path = paths.join(', ') || (levels.length > 0 ? followsFrom : untold)
  return { ...of, levels: levels.join(', ') || '-', path }
}

function statusOf({ id, controls, proofs, untold: part }: Rule): string {
  if (controls.length > 0) return part === undefined ? 'checked' : 'checked in part'
  if (isAlertControl(id)) return 'opened by an alert'
  return proofs.includes('stated') ? 'for people to say' : 'for people to sign'
}

const alert = 'the event meeting.risk_alert'
const followsFrom = 'the other results of the session'
const untold = 'Zoom does not tell it'

function rowOfBenchmark({ id, decided, conflict }: BenchmarkRule): RuleRow {
  if (decided.by !== 'settings') {
    const isPerson = decided.by === 'person'
    return {
      ...{ id, levels: '-', kind: isPerson ? 'for a person to say' : 'not told' },
      status: isPerson ? 'never decided by a setting' : 'could not be checked',
      path: isPerson ? 'no setting decides it' : untold,
    }
  }
  const paths = unique(
    decided.levels.flatMap((level) => decided.paths.flatMap((path) => pathAt(path, level) ?? [])),
  )
  return {
    ...{ id, levels: decided.levels.join(', '), path: paths.join(', ') },
    kind: decided.locked ? 'checked, and its lock' : 'checked',
    status: conflict === undefined ? 'checked' : 'checked; not for children’s sessions',
  }
}

const unique = <Value>(values: readonly Value[]): Value[] => [...new Set(values)]
