import { describe, expect, test } from 'vitest'
import { evaluateAccount, evaluateGroup, evaluateMeeting, evaluateUser } from '#lib/core/evaluate'
import { nspcc2020Cpsu } from '#lib/core/profiles/nspcc-2020-cpsu'
import type { Profile } from '#lib/core/profiles/profile'
import { couldNotCheckReasons, type AccountReadings, type Reading } from '#lib/core/readings'
import { controlIds } from '#lib/core/results'
import { bodyOf, pick, read, safeMeeting, safeUser, userReadings } from '../support/control-bodies'

const resultsOf = (results: readonly { control: string; result: string }[]) =>
  Object.fromEntries(results.map(({ control, result }) => [control, result]))

describe('a body that could not be read', () => {
  test.each(couldNotCheckReasons)('leaves every control of a user open: %s', (reason) => {
    const unread: Reading = { read: false, reason }
    const results = evaluateUser(nspcc2020Cpsu, {
      user_settings: unread,
      user_meeting_security: unread,
    })
    // All that it asks of Zoom, but locks, which an account has, and the rule about sessions.
    const ofUser = controlIds.filter(
      (id) => nspcc2020Cpsu.controls[id] && !['Z18', 'M01'].includes(id),
    )
    expect(results.map(({ control }) => control).toSorted()).toEqual(ofUser.toSorted())
    // That nothing is said of admission is what most plans do, so it has a reason of its own.
    const expected = (control: string) =>
      control === 'Z22' && reason === 'field_absent' ? 'not_readable' : reason
    for (const each of results) {
      expect(each).toMatchObject({ result: 'could_not_check', reason: expected(each.control) })
    }
  })

  test.each(couldNotCheckReasons)('leaves every control of a meeting open: %s', (reason) => {
    const results = evaluateMeeting(nspcc2020Cpsu, userReadings(safeUser), { read: false, reason })
    expect(results.map(({ control }) => control)).toContain('M01')
    for (const each of results) expect(each).toMatchObject({ result: 'could_not_check', reason })
  })

  test('does not hide what another body says is wrong', () => {
    const results = evaluateUser(nspcc2020Cpsu, {
      user_settings: read(bodyOf('user-open.json')),
      user_meeting_security: { read: false, reason: 'not_granted' },
    })
    expect(pick(results, 'Z01').result).toBe('not_met')
  })

  test('leaves open what rests on two bodies, when the other is as it should be', () => {
    const results = evaluateUser(nspcc2020Cpsu, {
      user_settings: read(bodyOf('user-safe.json')),
      user_meeting_security: { read: false, reason: 'not_granted' },
    })
    expect(pick(results, 'Z01')).toMatchObject({ result: 'could_not_check', reason: 'not_granted' })
    expect(pick(results, 'Z03').result).toBe('met')
  })
})

describe('the shapes that settings come in', () => {
  const merged = evaluateUser(nspcc2020Cpsu, userReadings(safeUser))

  test('one body with every section, or two: the same results', () => {
    const two: AccountReadings = {
      user_settings: read(bodyOf('user-safe.json')),
      user_meeting_security: read(bodyOf('user-security-safe.json')),
    }
    expect(evaluateUser(nspcc2020Cpsu, two)).toEqual(merged)
    expect(evaluateUser(nspcc2020Cpsu, { user_meeting_security: read(safeUser) })).toEqual(merged)
  })

  test('the body that was asked for security decides over a copy in the other', () => {
    const results = evaluateUser(nspcc2020Cpsu, {
      user_settings: read(safeUser),
      user_meeting_security: read({ meeting_security: { waiting_room: false } }),
    })
    expect(pick(results, 'Z02').result).toBe('not_met')
  })

  test('one level’s settings say nothing about another', () => {
    expect(
      evaluateUser(nspcc2020Cpsu, { account_settings: read(safeUser) }).map(({ result }) => result),
    ).not.toContain('met')
  })
})

describe('a Zoom account and a group', () => {
  test('an account is judged where its level has the key', () => {
    const results = evaluateAccount(nspcc2020Cpsu, {
      account_settings: read(bodyOf('account-safe.json')),
    })
    expect(resultsOf(results)).toMatchObject({ Z02: 'met', Z05: 'met', Z17: 'could_not_check' })
    expect(results.map(({ control }) => control)).not.toContain('Z21')
  })

  test('an account that lets everyone in by itself does not meet Z02, and Z22 could read it', () => {
    const results = evaluateAccount(nspcc2020Cpsu, {
      account_settings: read(bodyOf('account-admits-everyone.json')),
    })
    expect(resultsOf(results)).toMatchObject({ Z02: 'not_met', Z22: 'met' })
  })

  test('a group is read by its own names', () => {
    const results = evaluateGroup(nspcc2020Cpsu, {
      group_settings: read(bodyOf('group-safe.json')),
    })
    expect(resultsOf(results)).toMatchObject({ Z05: 'met', Z17: 'met' })
  })
})

describe('a profile decides', () => {
  const only = (controls: Profile['controls']): Profile => ({
    id: 'one',
    version: 1,
    name: 'One',
    controls,
  })
  const recording = (rule: string) =>
    only({ Z12: { level: 'MUST', parameters: { recording: rule } } })
  const user = (profile: Profile) => evaluateUser(profile, userReadings(safeUser))
  const meeting = (profile: Profile) =>
    evaluateMeeting(profile, userReadings(safeUser), read(safeMeeting))

  test('what is judged, and how strongly', () => {
    expect(user(only({ Z07: { level: 'MUST', parameters: {} } }))).toEqual([
      {
        control: 'Z07',
        version: 1,
        level: 'MUST',
        derived: false,
        result: 'met',
        because: 'Sending files is off.',
      },
    ])
    expect(user(only({}))).toEqual([])
  })

  test('whether recording is forbidden, left open, or required', () => {
    const both = (rule: string) =>
      [...user(recording(rule)), ...meeting(recording(rule))].map(({ result }) => result)
    expect(both('forbidden')).toEqual(['met', 'met'])
    expect(both('allowed')).toEqual(['not_applicable', 'not_applicable'])
    expect(both('required')).toEqual(['not_met', 'not_met'])
    expect(both('whatever')).toEqual(['could_not_check', 'could_not_check'])
  })

  test('that M01 has nothing to say where no MUST is left for a session', () => {
    const profile = only({
      M01: { level: 'MUST', parameters: {} },
      Z12: { level: 'MUST', parameters: { recording: 'allowed' } },
    })
    expect(resultsOf(meeting(profile))).toMatchObject({ M01: 'not_applicable' })
  })

  test('results come in the order in which controls are shown', () => {
    const order = meeting(nspcc2020Cpsu).map(({ control }) => controlIds.indexOf(control))
    expect(order).toEqual(order.toSorted((a, b) => a - b))
  })
})
