import { describe, expect, test } from 'vitest'
import type { BenchmarkRule } from '#lib/core/benchmarks/benchmark-rule'
import { builtInBenchmarks } from '#lib/core/benchmarks/built-in-benchmarks'
import { evaluateBenchmark } from '#lib/core/benchmarks/evaluate-benchmark'
import type { Json } from '#lib/core/canonical-json'
import { judgeAsk, unknownBecause } from '#lib/core/controls/ask'
import { controlById, controlsInOrder } from '#lib/core/controls/catalogue'
import { derivedControls } from '#lib/core/controls/derived'
import { allMet } from '#lib/core/controls/judge'
import { criticalSettings } from '#lib/core/controls/locked-settings'
import { parametersOf, rulesWithParameters } from '#lib/core/controls/parameters'
import type { Found, Settings, SettingsLevel } from '#lib/core/controls/settings'
import { couldNotCheckReasons } from '#lib/core/readings'
import { alertControlIds } from '#lib/core/results'
import { rulesInOrder } from '#lib/core/rules/catalogue'
import { benchmarkRows, ruleRows } from '#lib/core/rules/rule-rows'
import { saidGroups } from '#lib/core/rules/said-groups'
import { sourceDate, sourceWords } from '#lib/core/rules/words'
import { midSentence } from '#lib/core/wording'

/**
 * All that the rules say, in files beside: whoever changes a word, a way of mending or a path of one
 * reads what changes for every club. `npx vitest -u` writes them anew.
 */

/** A line for each part of each of them; of a rule's own functions, that there is one. */
const lines = (all: readonly object[]) =>
  all
    .map((each) => Object.entries(each).map(([name, value]) => `${name}: ${inJson(value)}\n`))
    .map((parts) => parts.join(''))
    .join('\n')
const inJson = (value: unknown) =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === 'function' ? 'a function' : part))

describe('what the rules say', () => {
  test('of Zoom’s settings, how they are mended and what may be set for them', async () => {
    const parameters = rulesWithParameters.map((rule) => ({ rule, parameters: parametersOf(rule) }))
    const alerts = alertControlIds.flatMap((id) => controlById(id) ?? [])
    const others = [criticalSettings, { derivedControls }]
    const all = [...controlsInOrder, ...alerts, ...parameters, ...others]
    await expect(lines(all)).toMatchFileSnapshot('catalogue-controls.snapshot.txt')
  })

  test('of people, policies and sessions, and where each stands in the table', async () => {
    const all = [...rulesInOrder, ...saidGroups, ...ruleRows()]
    await expect(lines(all)).toMatchFileSnapshot('catalogue-rules.snapshot.txt')
  })

  test('of benchmarks of others', async () => {
    const all = builtInBenchmarks.flatMap((each) => [...each.rules, ...benchmarkRows(each)])
    await expect(lines(all)).toMatchFileSnapshot('catalogue-benchmarks.snapshot.txt')
  })

  test('of their sources, each as exact as it is', () => {
    expect(['2020-05-15', '2020-06', '2020', '2020-11-05'].map(sourceDate)).toEqual([
      ...['15 May 2020', 'June 2020', '2020', '5 November 2020'],
    ])
    expect(sourceWords({ text: 'A', date: '2020' })).toBe('A, 2020')
    expect(sourceWords({ text: 'A' })).toBe('A')
  })
})

describe('what is not known of a setting', () => {
  test('is said with its name, or without where a heading has it', () => {
    const nothing = (found: Found): Settings => ({ level: 'user', at: () => found })
    for (const reason of couldNotCheckReasons) {
      const [named, alone] = [unknownBecause[reason]('The lock'), unknownBecause[reason]()]
      expect(alone).toMatch(/^[A-Z].*\.$/)
      expect(named).toBe(`The lock: ${midSentence(alone)}`)
      const ask = { path: 'a', expected: { is: true }, name: 'The lock' } as const
      expect(judgeAsk(ask, nothing({ found: false, reason }))).toEqual({
        ...{ result: 'could_not_check', reason, because: named },
      })
    }
    expect(new Set(couldNotCheckReasons.map((each) => unknownBecause[each]())).size).toBe(
      couldNotCheckReasons.length,
    )
  })

  test('is a level that has no such setting, and a value that is known to mislead', () => {
    const settings = (value: Json): Settings => ({
      level: 'group',
      at: (path) => (path === 'a' ? { found: true, value } : { found: false, reason: 'zoom_down' }),
    })
    const ask = { path: { user: 'b' }, expected: { is: true } } as const
    expect(judgeAsk(ask, settings(true))).toMatchObject({ reason: 'field_absent' })
    const lies = { path: 'a', expected: { is: true }, misleading: true } as const
    expect(judgeAsk(lies, settings(true))).toMatchObject({ reason: 'unreadable_body' })
    expect(judgeAsk(lies, settings(false)).result).toBe('not_met')
    expect(judgeAsk({ path: 'a', expected: { is: true } }, settings(true)).result).toBe('met')
  })
})

describe('several judgements', () => {
  const met = (because: string) => ({ result: 'met', because }) as const
  const wrong = (because: string) => ({ result: 'not_met', because }) as const
  const unknown = (because: string) =>
    ({ result: 'could_not_check', reason: 'zoom_down', because }) as const

  test('come to the worst of them, each of those said once', () => {
    expect(allMet(met('A.'), met('B.'), met('A.'))).toEqual(met('A. B.'))
    expect(allMet(met('A.'), unknown('B.'), wrong('C.'), wrong('D.'))).toEqual(wrong('C. D.'))
    expect(allMet(met('A.'), unknown('B.'), unknown('B.'))).toEqual(unknown('B.'))
    expect(allMet(met('A.'))).toEqual(met('A.'))
  })
})

describe('a benchmark', () => {
  const settings = (level: SettingsLevel, at: Settings['at']): Settings => ({ level, at })
  const silent = (level: SettingsLevel) =>
    settings(level, () => ({ found: false, reason: 'field_absent' }))

  test('says what no setting decides once, for the account, and passes nothing unread', () => {
    for (const benchmark of builtInBenchmarks) {
      const ids = (level: SettingsLevel) =>
        evaluateBenchmark(benchmark, silent(level), silent('account')).map(({ rule }) => rule)
      const undecided = benchmark.rules.filter(({ decided }) => decided.by !== 'settings')
      expect(ids('account').filter(({ decided }) => decided.by !== 'settings')).toEqual(undecided)
      for (const level of ['user', 'group'] as const) {
        expect(ids(level).filter(({ decided }) => decided.by !== 'settings')).toEqual([])
        const here = benchmark.rules.filter(
          ({ decided }) => decided.by === 'settings' && decided.levels.includes(level),
        )
        expect(ids(level)).toEqual(here)
      }
      const results = evaluateBenchmark(benchmark, silent('account'), silent('account'))
      expect(results.every(({ result }) => result === 'could_not_check')).toBe(true)
    }
  })

  test('asks for the lock beside the value where it says so', () => {
    const rule: BenchmarkRule = {
      ...{ id: '1', title: 'A', grade: 1 },
      decided: {
        ...{ by: 'settings', levels: ['account'], paths: ['a'], locked: true },
        expected: { is: true },
      },
    }
    const benchmark = { id: 'ours', version: 1, name: 'Ours', rules: [rule] }
    const judged = (value: Json, lock: Json | undefined) =>
      evaluateBenchmark(
        benchmark,
        settings('account', () => ({ found: true, value })),
        settings('account', () =>
          lock === undefined
            ? { found: false, reason: 'not_granted' }
            : { found: true, value: lock },
        ),
      ).map(({ result, reason }) => [result, reason])
    expect(judged(true, true)).toEqual([['met', undefined]])
    expect(judged(true, false)).toEqual([['not_met', undefined]])
    expect(judged(false, true)).toEqual([['not_met', undefined]])
    expect(judged(true, undefined)).toEqual([['could_not_check', 'not_granted']])
    expect(judged(true, 'odd')).toEqual([['could_not_check', 'unreadable_body']])
  })
})
