import { describe, expect, test } from 'vitest'
import { cisZoom } from '#lib/core/benchmarks/cis-zoom/cis-zoom'
import { evaluateBenchmark } from '#lib/core/benchmarks/evaluate-benchmark'
import type { Json, JsonObject } from '#lib/core/canonical-json'
import { accountSettings, lockSettings, userSettings } from '#lib/core/controls/settings'
import type { Expectation } from '#lib/core/controls/ask'
import { controlById } from '#lib/core/controls/catalogue'
import { nspcc2020Cpsu } from '#lib/core/profiles/nspcc-2020-cpsu'

const bodyWith = (values: readonly (readonly [path: string, value: Json])[]): JsonObject => {
  const body: { [key: string]: Json } = {}
  for (const [path, value] of values) {
    let place: { [key: string]: Json } = body
    const keys = path.split('.')
    for (const key of keys.slice(0, -1)) {
      const next: { [key: string]: Json } = {}
      place = Object.assign(place, { [key]: place[key] ?? next })[key] as typeof next
    }
    place[keys.at(-1) ?? ''] = value
  }
  return body
}

const read = (body: JsonObject) => ({ read: true, body }) as const

/** Each rule that settings decide, at one level that has it. */
const rules = cisZoom.rules.flatMap(({ id, decided }) => {
  if (decided.by !== 'settings') return []
  const level = decided.levels.includes('account') ? 'account' : (decided.levels[0] ?? 'account')
  const paths = decided.paths.map((path) => (typeof path === 'string' ? path : (path[level] ?? '')))
  return [{ id, decided, level, paths }]
})

function judged(
  { id, level, paths }: (typeof rules)[number],
  value: Json | undefined,
  lock: Json = true,
) {
  const body = read(bodyWith(value === undefined ? [] : paths.map((path) => [path, value])))
  const settings =
    level === 'user'
      ? userSettings({ user_settings: body })
      : { ...accountSettings({ account_settings: body }), level }
  const locks = lockSettings({
    account_lock_settings: read(bodyWith(paths.map((path) => [path, lock]))),
  })
  return evaluateBenchmark(cisZoom, settings, locks).find(({ rule }) => rule.id === id)
}

function good(expected: Expectation): Json {
  if ('is' in expected) return expected.is
  return 'oneOf' in expected ? expected.oneOf[0] : expected.from
}

function bad(expected: Expectation): Json | undefined {
  if ('is' in expected) return typeof expected.is === 'number' ? expected.is + 1 : !expected.is
  if ('from' in expected) return expected.from - 1
  return expected.known.find((value) => !expected.oneOf.includes(value))
}

describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (_, rule) => {
  const { decided } = rule

  test('is met where every value is the one that it asks for', () => {
    expect(judged(rule, good(decided.expected))).toMatchObject({ result: 'met' })
  })

  test('is not met by another value; nothing is known from one that Zoom tells wrongly', () => {
    const value = bad(decided.expected)
    const result = decided.misleading === value ? 'could_not_check' : 'not_met'
    expect(judged(rule, value)).toMatchObject({ result })
  })

  test.each([
    ['absent', undefined, 'field_absent'],
    ['null', null, 'field_absent'],
    ['of another type', { enabled: true }, 'unreadable_body'],
    ['an unheard-of word', 'perhaps', 'unreadable_body'],
  ] as const)('is unknown where the value is %s', (_name, value, reason) => {
    expect(judged(rule, value)).toMatchObject({ result: 'could_not_check', reason })
  })
})

const locked = rules.filter(({ decided }) => decided.locked)

test.each(locked.map((rule) => [rule.id, rule] as const))(
  '%s is met only where it is locked, too',
  (_, rule) => {
    const value = good(rule.decided.expected)
    expect(judged(rule, value, false)).toMatchObject({ result: 'not_met' })
    expect(judged(rule, value, null)).toMatchObject({ result: 'could_not_check' })
    expect(judged(rule, value, 'yes')).toMatchObject({ result: 'could_not_check' })
  },
)

test('what no setting decides is said once, for the account, and never passes', () => {
  const nothing = read({})
  const locks = lockSettings({ account_lock_settings: nothing })
  const account = evaluateBenchmark(cisZoom, accountSettings({ account_settings: nothing }), locks)
  expect(account.filter(({ result }) => result === 'met')).toEqual([])
  expect(account.filter(({ rule }) => rule.decided.by !== 'settings')).toHaveLength(
    cisZoom.rules.length - rules.length,
  )
  const user = evaluateBenchmark(cisZoom, userSettings({ user_settings: nothing }), locks)
  expect(user.filter(({ rule }) => rule.decided.by !== 'settings')).toEqual([])
})

test('it is never what a club is judged by: no number of it is a control', () => {
  for (const { id } of cisZoom.rules) expect(controlById(id)).toBeUndefined()
  expect(Object.keys(nspcc2020Cpsu.controls).some((id) => /^\d/.test(id))).toBe(false)
})
