import { describe, expect, test } from 'vitest'
import type { BenchmarkRule } from '#lib/core/benchmarks/benchmark-rule'
import type { SettingPath } from '#lib/core/controls/ask'
import { cisZoom } from '#lib/core/benchmarks/cis-zoom/cis-zoom'
import { controlFixture } from '../support/control-bodies'
import { csvRecords } from '../support/csv'
import { runCheckZoom } from '../support/check-zoom'
import { hasShared, sharedText } from '../support/shared'

/** The benchmark against the list of its controls, and against what Zoom's API has at each level. */

type Settings = Extract<BenchmarkRule['decided'], { by: 'settings' }>

const bySettings = (): { rule: BenchmarkRule; decided: Settings }[] =>
  cisZoom.rules.flatMap((rule) =>
    rule.decided.by === 'settings' ? [{ rule, decided: rule.decided }] : [],
  )

const at = (path: SettingPath, level: 'account' | 'user' | 'group' | 'meeting') =>
  typeof path === 'string' ? path : path[level]

test('each rule is there once', () => {
  const ids = cisZoom.rules.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
})

test('the command runs it, and prints a row for each rule that the level has', async () => {
  const run = await runCheckZoom(
    ['--user-settings', controlFixture('user-open.json')],
    ['--profile', 'cis-zoom-1.0.0'],
    ['--json'],
  )
  expect(run).toMatchObject({ code: 0, stderr: '' })
  const printed: { profile: string; results: { control: string; result: string }[] } = JSON.parse(
    run.stdout,
  )
  expect(printed.profile).toBe('cis-zoom-1.0.0@1')
  const forUsers = bySettings().filter(({ decided }) => decided.levels.includes('user'))
  expect(printed.results.map(({ control }) => control)).toEqual(forUsers.map(({ rule }) => rule.id))
})

describe.skipIf(!hasShared)('the list of controls', () => {
  const rows = () => csvRecords(sharedText('zoom/cis_controls.csv'))

  test('has all 171 here, with their grades, and nothing else', () => {
    const listed = rows().map(({ id = '', level = '' }) => `${id} ${level || '-'}`)
    expect(listed).toHaveLength(171)
    const here = cisZoom.rules.map(({ id, grade }) => `${id} ${grade ?? '-'}`)
    expect(here.toSorted()).toEqual(listed.toSorted())
  })

  test('of those once said to have no API, the 34 that have one now are read', () => {
    const readable = rows().filter((row) => row['current_api_path_if_peer_says_no_api'] !== '')
    expect(readable).toHaveLength(34)
    const read = new Set(bySettings().map(({ rule }) => rule.id))
    expect(readable.filter(({ id = '' }) => !read.has(id))).toEqual([])
  })

  test('what no API tells is claimed by no rule', () => {
    const never = rows().filter(
      ({ peer_status: status = '', current_api_path_if_peer_says_no_api: path }) =>
        status.startsWith('not implemented') && path === '',
    )
    const claimed = new Set(bySettings().map(({ rule }) => rule.id))
    expect(never.filter(({ id = '' }) => claimed.has(id))).toEqual([])
  })

  test('where it contradicts what keeps children safe, the rule says so', () => {
    const conflicts = rows().filter((row) => row['safeguarding_relevance']?.includes('conflict'))
    expect(conflicts.length).toBeGreaterThan(0)
    for (const { id } of conflicts) {
      expect(cisZoom.rules.find((rule) => rule.id === id)?.conflict, id).toBeTruthy()
    }
  })
})

describe.skipIf(!hasShared)('every path', () => {
  const reference = () =>
    new Map(csvRecords(sharedText('zoom/settings_reference.csv')).map((row) => [row['path'], row]))

  test('is one that Zoom has at each level that the rule names', () => {
    const known = reference()
    const missing = bySettings().flatMap(({ rule, decided }) =>
      decided.paths.flatMap((path) =>
        decided.levels
          .filter((level) => known.get(at(path, level) ?? '')?.[level] !== 'y')
          .map((level) => `${rule.id} ${level} ${at(path, level) ?? 'no path'}`),
      ),
    )
    expect(missing).toEqual([])
  })

  test('is left out at no level that has it', () => {
    const known = reference()
    const left = bySettings().flatMap(({ rule, decided }) =>
      (['account', 'user', 'group'] as const)
        .filter((level) => !decided.locked || level !== 'user')
        .filter((level) => !decided.levels.includes(level))
        .filter((level) => known.get(at(decided.paths[0], level) ?? '')?.[level] === 'y')
        .map((level) => `${rule.id} ${level}`),
    )
    expect(left).toEqual([])
  })

  test('is compared with a value of the type that Zoom has there', () => {
    const known = reference()
    const types = { boolean: 'boolean', number: 'number', string: 'string' } as const
    for (const { rule, decided } of bySettings()) {
      const [level = 'account'] = decided.levels
      const type = known.get(at(decided.paths[0], level) ?? '')?.['type'] ?? ''
      const { expected } = decided
      const compared =
        'is' in expected ? typeof expected.is : 'oneOf' in expected ? 'string' : 'number'
      expect(Object.entries(types).find(([name]) => name === type)?.[1], rule.id).toBe(compared)
    }
  })
})
