import type { Benchmark } from '../core/benchmarks/benchmark-rule'
import { evaluateBenchmark, type BenchmarkResult } from '../core/benchmarks/evaluate-benchmark'
import { controlWords, type SubjectKind } from '../core/control-words'
import {
  accountSettings,
  groupSettings,
  lockSettings,
  userSettings,
} from '../core/controls/settings'
import { evaluateAccount, evaluateGroup, evaluateMeeting, evaluateUser } from '../core/evaluate'
import type { Profile } from '../core/profiles/profile'
import type { AccountReadings, Reading } from '../core/readings'
import type { ControlResult, Judgement } from '../core/results'

/** What one rule made of one subject, ready to be printed. */
export type Checked = Judgement & {
  readonly control: string
  readonly version: number
  /** MUST or SHOULD; of a benchmark its own grade. */
  readonly level: string
  /** What is wrong, where it is not met; else the rule in plain words. */
  readonly title: string
}

/** Rules that saved bodies can be checked against: a profile's, or a benchmark's. */
export type Rules = {
  /** Which, and which version, as `nspcc-2020-cpsu@1`. */
  readonly label: string
  readonly name: string
  readonly user: (readings: AccountReadings) => Checked[]
  readonly account: (readings: AccountReadings) => Checked[]
  readonly group: (readings: AccountReadings) => Checked[]
  readonly meeting: (readings: AccountReadings, meeting: Reading) => Checked[]
}

/** The rules of a profile, as clubs are judged by them. */
export function profileRules(profile: Profile): Rules {
  return {
    label: `${profile.id}@${profile.version}`,
    name: `${profile.name}, version ${profile.version}`,
    user: (readings) => evaluateUser(profile, readings).map(ofControl('user')),
    account: (readings) => evaluateAccount(profile, readings).map(ofControl('account')),
    group: (readings) => evaluateGroup(profile, readings).map(ofControl('group')),
    meeting: (readings, meeting) =>
      evaluateMeeting(profile, readings, meeting).map(ofControl('meeting')),
  }
}

const ofControl =
  (subject: SubjectKind) =>
  (each: ControlResult): Checked => {
    const words = controlWords(each.control, subject)
    return { ...each, title: each.result === 'not_met' ? words.headline : words.title }
  }

/** The rules of a benchmark. It has none for one meeting. */
export function benchmarkRules(benchmark: Benchmark): Rules {
  const { id, version, name } = benchmark
  const judged = (settings: Parameters<typeof evaluateBenchmark>[1], readings: AccountReadings) =>
    evaluateBenchmark(benchmark, settings, lockSettings(readings)).map(ofRule(version))
  return {
    label: `${id}@${version}`,
    name,
    user: (readings) => judged(userSettings(readings), readings),
    account: (readings) => judged(accountSettings(readings), readings),
    group: (readings) => judged(groupSettings(readings), readings),
    meeting: () => [],
  }
}

const ofRule =
  (version: number) =>
  ({ rule, because, ...judgement }: BenchmarkResult): Checked => ({
    ...judgement,
    control: rule.id,
    version,
    level: rule.grade === null ? '-' : `level ${rule.grade}`,
    title: rule.title,
    because: rule.conflict ? `${because} Not for children’s sessions: ${rule.conflict}` : because,
  })
