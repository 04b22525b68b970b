import { describe, expect, test } from 'vitest'
import type { Json } from '#lib/core/canonical-json'
import { judgeAsk, type Ask } from '#lib/core/controls/ask'
import { catalogue } from '#lib/core/controls/catalogue'
import { valueWords } from '#lib/core/controls/parameter-spec'
import { parametersOf } from '#lib/core/controls/parameters'
import type { Settings, SettingsLevel } from '#lib/core/controls/settings'
import type { ControlId } from '#lib/core/results'

/** Rules whose answer hangs on what a governing body set, and what is never told by Zoom alone. */

const settings = (values: { readonly [path: string]: Json }, level: SettingsLevel): Settings => ({
  level,
  at: (path) =>
    Object.hasOwn(values, path)
      ? { found: true, value: values[path] ?? null }
      : { found: false, reason: 'field_absent' },
})

const judged = (
  id: ControlId,
  parameters: { readonly [name: string]: Json },
  values: { readonly [path: string]: Json },
) => {
  const { evaluateUser, evaluateAccount, evaluateGroup } = catalogue[id]
  return [
    evaluateUser?.(settings(values, 'user'), parameters),
    evaluateAccount?.(settings(values, 'account'), parameters),
    evaluateGroup?.(settings(values, 'group'), parameters),
  ].map((each) => each && [each.result, each.result === 'could_not_check' ? each.reason : null])
}

const met = ['met', null]
const notMet = ['not_met', null]
const notApplicable = ['not_applicable', null]
const never = ['could_not_check', 'not_readable']
const absent = ['could_not_check', 'field_absent']
const thrice = (verdict: readonly (string | null)[]) => [verdict, verdict, verdict]

describe('breakout rooms', () => {
  const path = 'in_meeting.breakout_room'

  test('are off, or off unless two adults are in each, which Zoom never says', () => {
    expect(judged('Z15', { rooms: 'off' }, { [path]: false })).toEqual(thrice(met))
    expect(judged('Z15', { rooms: 'off' }, { [path]: true })).toEqual(thrice(notMet))
    expect(judged('Z15', { rooms: 'off' }, {})).toEqual(thrice(absent))
    expect(judged('Z15', { rooms: 'two_adults' }, { [path]: false })).toEqual(thrice(met))
    expect(judged('Z15', { rooms: 'two_adults' }, { [path]: true })).toEqual(thrice(never))
    expect(judged('Z15', { rooms: 'two_adults' }, {})).toEqual(thrice(absent))
  })

  test('are not judged where nobody has said', () => {
    expect(judged('Z15', {}, { [path]: false })).toEqual(thrice(absent))
    expect(judged('Z15', {}, { [path]: true })).toEqual(thrice(absent))
  })
})

describe('changing one’s own name', () => {
  const path = 'in_meeting.allow_participants_to_rename'

  test('is told for the whole account only, where it is forbidden', () => {
    expect(judged('Z11', { rename: 'forbidden' }, { [path]: false })).toEqual([never, met, never])
    expect(judged('Z11', { rename: 'forbidden' }, { [path]: true })).toEqual([
      ...[never, notMet, never],
    ])
  })

  test('is nobody’s business where it is allowed, and not judged where nobody has said', () => {
    expect(judged('Z11', { rename: 'allowed' }, { [path]: true })).toEqual(thrice(notApplicable))
    expect(judged('Z11', {}, { [path]: false })).toEqual(thrice(absent))
  })
})

describe('recordings', () => {
  const of = (cloud: Json, local: Json, more: { readonly [path: string]: Json } = {}) => ({
    ...{ 'recording.cloud_recording': cloud, 'recording.local_recording': local },
    ...more,
  })
  const deleted = (on: Json, days: Json) => ({
    ...{ 'recording.auto_delete_cmr': on, 'recording.auto_delete_cmr_days': days },
  })
  const kept = (
    values: { readonly [path: string]: Json },
    parameters: object = { kept_days: 30 },
  ) => {
    const [user, account] = judged('Z13', { ...parameters }, values)
    expect(account).toEqual(user)
    return user
  }

  test('cannot be kept where nothing is recorded, and nobody knows how long on a computer', () => {
    expect(kept(of(false, false))).toEqual(notApplicable)
    expect(kept(of(false, true))).toEqual(never)
    expect(kept({ 'recording.cloud_recording': false })).toEqual(never)
  })

  test('are never known to be in order by what Zoom says alone', () => {
    expect(kept(of(true, false, deleted(true, 30)))).toEqual(never)
    expect(kept(of(true, false, deleted(true, 1)))).toEqual(never)
  })

  test('are kept too long after the day that is set, or for ever', () => {
    expect(kept(of(true, false, deleted(true, 31)))).toEqual(notMet)
    expect(kept(of(true, false, deleted(false, 30)))).toEqual(notMet)
  })

  test.each([0, -1, 1.5, '30', null])('are not known of %j days', (days) => {
    const verdict = kept(of(true, false, deleted(true, days)))
    expect(verdict).toEqual(['could_not_check', 'unreadable_body'])
  })

  test('are not known where Zoom leaves out the days, or nobody has said how many', () => {
    expect(kept(of(true, false, { 'recording.auto_delete_cmr': true }))).toEqual(absent)
    expect(kept(of(true, false, deleted(true, 1)), {})).toEqual(absent)
    expect(kept(of(true, false, deleted(true, 1)), { kept_days: '30' })).toEqual(absent)
  })
})

describe('signing up for a session', () => {
  test.each([
    [0, 'met'],
    [1, 'met'],
    [2, 'could_not_check'],
    [3, 'could_not_check'],
  ])('with Zoom as %j is %s: a club may ask in its own way', (type, result) => {
    const asked = settings({ 'settings.approval_type': type }, 'meeting')
    const verdict = catalogue.M03.evaluateMeeting?.(asked, asked, {})
    expect(verdict?.result).toBe(result)
  })
})

describe('what is asked of a setting', () => {
  const at = (ask: Ask, value: Json) => judgeAsk(ask, settings({ a: value }, 'user'))
  const known = ['low', 'mid', 'high']
  const oneOf: Ask = { path: 'a', expected: { oneOf: ['mid', 'high'], known } }

  test('is one of several, and a value that it cannot have is not known', () => {
    expect(at(oneOf, 'mid')).toEqual({ result: 'met', because: 'It is “mid”.' })
    expect(at(oneOf, 'low')).toEqual({
      ...{ result: 'not_met', because: 'It is “low”, and should be “mid” or “high”.' },
    })
    expect(at(oneOf, 'odd').result).toBe('could_not_check')
    expect(at(oneOf, 3).result).toBe('could_not_check')
  })

  test('is a number within its bounds, or one without an end', () => {
    const between: Ask = { path: 'a', expected: { from: 2, to: 4 } }
    expect([1, 2, 4, 5].map((value) => at(between, value).result)).toEqual([
      ...['not_met', 'met', 'met', 'not_met'],
    ])
    expect(at(between, 1)).toMatchObject({ because: 'It is “1”, and should be between 2 and 4.' })
    const from: Ask = { path: 'a', expected: { from: 2 } }
    expect([1, 2, 99].map((value) => at(from, value).result)).toEqual(['not_met', 'met', 'met'])
    expect(at(from, 1)).toMatchObject({ because: 'It is “1”, and should be 2 or more.' })
    expect(at(from, '2').result).toBe('could_not_check')
  })

  test('is on or off, in those words, and nothing else', () => {
    const on: Ask = { path: 'a', expected: { is: true } }
    expect(at(on, true)).toEqual({ result: 'met', because: 'It is on.' })
    expect(at(on, false)).toMatchObject({ because: 'It is off, and should be on.' })
    expect(at(on, 1).result).toBe('could_not_check')
    expect(at({ ...on, name: 'The lock' }, false)).toMatchObject({ because: 'The lock is off.' })
  })
})

describe('what a body sets', () => {
  test('is said with its unit, of one and of several, and as it stands where it is strange', () => {
    const said = (rule: string, value: string | number) =>
      parametersOf(rule).map((spec) => valueWords(spec, value))
    expect(said('P03', 1)).toEqual(['1 month'])
    expect(said('P03', 2)).toEqual(['2 months'])
    expect(said('Z12', 'forbidden')).toEqual(['Sessions are not recorded'])
    expect(said('Z12', 'strange')).toEqual(['strange'])
  })

  test('is nothing for a rule that has no such thing, whatever it is called', () => {
    expect(parametersOf('Z01')).toEqual([])
    expect(parametersOf('toString')).toEqual([])
  })
})
