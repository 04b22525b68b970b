import { describe, expect, test } from 'vitest'
import { controlById, controlsInOrder } from '#lib/core/controls/catalogue'
import { builtInProfiles } from '#lib/core/profiles/built-in-profiles'
import { parseProfile } from '#lib/core/profiles/parse-profile'
import { controlIds } from '#lib/core/results'
import { isSaidRule } from '#lib/core/rules/rule-ids'
import { bodyOf, withValues, type Values } from '../support/control-bodies'
import { readingAge } from '../support/reading-age'

/** About eleven: not yet past twelve. */
const age_max = 12

describe.each(controlsInOrder.map((control) => [control.id, control] as const))(
  '%s',
  (id, control) => {
    const lists = [control.mend, control.meetingMend ?? control.mend]
    const steps = lists.flatMap(({ web, phone }) => [...web, ...phone])
    const words = [
      control.title,
      control.headline,
      control.meetingHeadline ?? control.headline,
      control.why,
      ...steps,
    ]

    test('stands in the catalogue under its own id', () => {
      expect(controlById(id)).toBe(control)
      expect(control.version).toBeGreaterThanOrEqual(1)
    })

    test('says how to mend it, step by step, on a computer and on a phone', () => {
      for (const { web, phone } of lists) {
        for (const list of [web, phone]) {
          expect(list.length).toBeGreaterThanOrEqual(4)
          expect(list.at(-1)).toBe('Come back here and check again.')
        }
      }
    })

    test('speaks plainly: short sentences, and never of violations, scores or failing', () => {
      for (const text of words) {
        expect(text).not.toMatch(/violat|score|\bfail|\bpass(ed|es)?\b|non-?complian|undefined/i)
        for (const sentence of text.split(/[.:] /)) {
          expect(sentence.split(' ').length, sentence).toBeLessThanOrEqual(32)
        }
      }
      expect(control.headline.length).toBeLessThanOrEqual(60)
    })

    test('can be read at about eleven', () => {
      expect(readingAge(control.why), control.why).toBeLessThanOrEqual(age_max)
      for (const { web, phone } of lists) {
        expect(readingAge(web.join('\n'))).toBeLessThanOrEqual(age_max)
        expect(readingAge(phone.join('\n'))).toBeLessThanOrEqual(age_max)
      }
    })

    test('names its source, and the date as the source has it', () => {
      expect(control.source.text.length).toBeGreaterThan(10)
      expect(control.source.date ?? '2020-05').toMatch(/^\d{4}-\d{2}(-\d{2})?$/)
    })
  },
)

test('what the founding text asks for quotes the founding text, and is a MUST', () => {
  for (const id of ['Z01', 'Z02', 'Z03', 'M01']) {
    expect(controlById(id)).toMatchObject({ level: 'MUST', source: { date: '2020-05-15' } })
  }
})

describe('profiles', () => {
  /** What no text behind the built-in profile asks of Zoom’s settings: a body may choose it. */
  const notAskedFor = ['Z11', 'Z13', 'Z15', 'M03']

  test('the built-in ones are in the shape that is asked of others, and choose what is asked for', () => {
    const asked = controlIds.filter((id) => !notAskedFor.includes(id))
    for (const profile of builtInProfiles) {
      expect(parseProfile(profile)).toEqual({ ok: true, profile })
      const ofZoom = Object.keys(profile.controls).filter((id) => !isSaidRule(id))
      expect(ofZoom.toSorted()).toEqual(asked.toSorted())
    }
  })

  const base = bodyOf('profile-recording-required.json')

  test('one from a file is read', () => {
    expect(parseProfile(base)).toMatchObject({
      ok: true,
      profile: { id: 'example-body', controls: { Z02: { level: 'MUST', parameters: {} } } },
    })
  })

  test.each<[string, Values, string]>([
    ['a misspelt control', { 'controls.Z99': { level: 'MUST' } }, 'controls'],
    ['a level we do not know', { 'controls.Z02.level': 'MAY' }, 'controls.Z02.level'],
    [
      'a parameter that the control has not',
      { 'controls.Z02.parameters': { x: 1 } },
      'controls.Z02.parameters',
    ],
    ['recording not said', { 'controls.Z12.parameters': {} }, 'controls.Z12.parameters.recording'],
    [
      'recording otherwise',
      { 'controls.Z12.parameters.recording': 'never' },
      'controls.Z12.parameters.recording',
    ],
    ['no controls', { controls: {} }, 'controls'],
    ['an id that is none', { id: 'Not An Id' }, 'id'],
    ['a version that is none', { version: 0.5 }, 'version'],
    ['a name without end', { name: 'x'.repeat(201) }, 'name'],
    ['a key that we do not know', { musts: [] }, ''],
  ])('%s is refused, with where', (_name, values, where) => {
    expect(parseProfile(withValues(base, values))).toMatchObject({ ok: false, where })
  })
})

test('short words in a short sentence are read at five, and long ones at twenty', () => {
  expect(readingAge('The cat sat on the mat.')).toBe(5)
  const hard =
    'Organisational safeguarding responsibilities necessitate comprehensive documentation.'
  expect(readingAge(hard)).toBeGreaterThan(20)
})
