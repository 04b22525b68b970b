import { describe, expect, test } from 'vitest'
import type { Json } from '#lib/core/canonical-json'
import { catalogue } from '#lib/core/controls/catalogue'
import type { Parameters } from '#lib/core/controls/control'
import { defaultParameters } from '#lib/core/controls/parameters'
import { meetingSettings, type Settings, type SettingsLevel } from '#lib/core/controls/settings'
import { controlIds, type ControlId, type Judgement, type Result } from '#lib/core/results'
import { read, withValues, type Values } from '../support/control-bodies'
import { controlRows, criticalPaths } from '../support/control-rows'

/** The account locks nothing, so that a group’s own locks decide. */
const noneLocked = Object.fromEntries(criticalPaths.map((path) => [path, false]))

const all: readonly SettingsLevel[] = ['user', 'account', 'group', 'meeting']

const settingsOf = (level: SettingsLevel, values: Values): Settings => ({
  ...meetingSettings(read(withValues({}, values))),
  level,
})

/** Undefined where the control has no rule at this level. */
function judge(
  id: ControlId,
  level: SettingsLevel,
  values: Values,
  parameters: Parameters = defaultParameters(id),
): Judgement | undefined {
  const control = catalogue[id]
  const settings = settingsOf(level, values)
  const nothing = settingsOf('user', {})
  if (level === 'meeting') return control.evaluateMeeting?.(settings, nothing, parameters)
  if (level === 'user') return control.evaluateUser?.(settings, parameters)
  if (control.evaluateLocks) {
    const group = level === 'group' ? { group: settings } : {}
    const account = level === 'group' ? settingsOf('account', noneLocked) : settings
    return control.evaluateLocks({ account, ...group }, parameters)
  }
  return (level === 'account' ? control.evaluateAccount : control.evaluateGroup)?.(
    settings,
    parameters,
  )
}

test.each(controlIds)('%s has a row for each level where it has a rule, and for no other', (id) => {
  const levels = all.filter((level) => judge(id, level, {}) !== undefined)
  const inRows = new Set(controlRows[id].flatMap((row) => row.levels))
  expect(all.filter((level) => inRows.has(level))).toEqual(levels)
})

const cases = controlIds.flatMap((id) =>
  controlRows[id].flatMap((row) => row.levels.map((level) => ({ id, level, row }))),
)

/** Values that Zoom has for no setting here: a text for a switch, a whole part for a value. */
const misleading: readonly Json[] = ['true', 'false', 7, -1, { enable: true }, [true], '']

describe.each(cases)('$id at the level of $level', ({ id, level, row }) => {
  const { good, bad, parameters, best, worst } = row

  test('is met by a body that is as it should be', () => {
    expect(judge(id, level, good, parameters)?.result).toBe(best?.result ?? 'met')
  })

  test('is not met by one that is not', () => {
    const judged = judge(id, level, { ...good, ...bad }, parameters)
    expect(judged?.result).toBe(worst?.result ?? 'not_met')
  })

  test('is unknown without any of its fields, and never met without all of them', () => {
    expect(judge(id, level, {}, parameters)?.result).toBe('could_not_check')
    for (const path of Object.keys(good)) {
      const judged = judge(id, level, { ...good, [path]: undefined }, parameters)
      expect(judged, path).toMatchObject({ result: 'could_not_check' })
      expect(judged?.reason, path).toBeTruthy()
      const isNull = judge(id, level, { ...good, [path]: null }, parameters)
      expect(isNull?.result, path).toBe('could_not_check')
    }
  })

  test('is unknown where a value says nothing', () => {
    for (const path of Object.keys(good)) {
      for (const value of misleading) {
        const judged = judge(id, level, { ...good, [path]: value }, parameters)
        expect(judged?.result, `${path} ${JSON.stringify(value)}`).toBe('could_not_check')
        expect(judged?.because).not.toContain('[object')
      }
    }
  })
})

describe('M01, which makes of a session what others made of it', () => {
  const of = (result: Result) => {
    const judged = { control: 'Z01', version: 1, level: 'MUST', derived: false } as const
    return catalogue.M01.deriveFromMeeting?.([{ ...judged, result, because: '' }])?.result
  }

  test('is met, not met, or unknown as they are', () => {
    expect(of('met')).toBe('met')
    expect(of('not_met')).toBe('not_met')
    expect(of('not_applicable')).toBe('not_applicable')
    expect(catalogue.M01.deriveFromMeeting?.([])?.result).toBe('not_applicable')
    const unknown = catalogue.M01.deriveFromMeeting?.([
      {
        ...{ control: 'Z01', version: 1, level: 'MUST', derived: false, because: '' },
        ...{ result: 'could_not_check', reason: 'field_absent' },
      },
    ])
    expect(unknown).toMatchObject({ result: 'could_not_check', reason: 'field_absent' })
  })
})

describe('rules that a governing body has to choose', () => {
  const chosen = [
    ['Z11', 'account', { rename: 'allowed' }, 'not_applicable'],
    ['Z11', 'account', {}, 'could_not_check'],
    ['Z12', 'account', { recording: 'allowed' }, 'not_applicable'],
    ['Z12', 'account', {}, 'could_not_check'],
    ['Z13', 'account', {}, 'could_not_check'],
    ['Z15', 'account', {}, 'could_not_check'],
  ] as const

  test.each(chosen)('%s at the level of %s with %j is %s', (id, level, parameters, result) => {
    const [row] = controlRows[id].filter(({ levels }) => levels.includes(level))
    expect(judge(id, level, row?.good ?? {}, parameters)?.result).toBe(result)
  })

  test('nothing that can be recorded need be deleted', () => {
    const off = { 'recording.cloud_recording': false, 'recording.local_recording': false }
    expect(judge('Z13', 'user', off)?.result).toBe('not_applicable')
    const onComputer = { ...off, 'recording.local_recording': true }
    expect(judge('Z13', 'user', onComputer)).toMatchObject({
      result: 'could_not_check',
      reason: 'not_readable',
    })
    expect(
      judge('Z13', 'user', {
        'recording.cloud_recording': true,
        'recording.auto_delete_cmr': false,
      }),
    ).toMatchObject({ result: 'not_met' })
  })
})
