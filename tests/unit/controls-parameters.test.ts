import { expect, test } from 'vitest'
import type { Json } from '../../lib/core/canonical-json'
import { isAllowed, tightness, valueWords } from '../../lib/core/controls/parameter-spec'
import {
  defaultParameters,
  parametersOf,
  parametersSchema,
  rulesWithParameters,
} from '../../lib/core/controls/parameters'

const all = rulesWithParameters.flatMap((rule) =>
  parametersOf(rule).map((spec) => ({ rule, spec, name: `${rule} ${spec.name}` })),
)

test.each(all)('the default of $name may be set', ({ spec }) => {
  expect(isAllowed(spec, spec.default)).toBe(true)
})

test.each(all)('what stands outside the bounds of $name may not be set', ({ spec }) => {
  const outside = spec.kind === 'number' ? [spec.min - 1, spec.max + 1, 1.5] : ['other', 1]
  for (const value of [...outside, null, true]) expect(isAllowed(spec, value)).toBe(false)
})

test.each(all)('an order of $name names each of its values once', ({ spec }) => {
  if (spec.kind !== 'choice' || spec.order === null) return
  expect([...spec.order].toSorted()).toEqual(spec.values.map(({ value }) => value).toSorted())
})

test('a rule parses its parameters, each of them, and nothing else', () => {
  expect(parametersSchema('Z12').safeParse({ recording: 'required' }).success).toBe(true)
  expect(parametersSchema('Z12').safeParse({}).success).toBe(false)
  expect(parametersSchema('Z12').safeParse({ recording: 'required', more: 1 }).success).toBe(false)
  expect(parametersSchema('Z01').safeParse({}).success).toBe(true)
  expect(parametersSchema('Z01').safeParse({ recording: 'forbidden' }).success).toBe(false)
  expect(parametersSchema('constructor').safeParse({}).success).toBe(true)
  for (const rule of rulesWithParameters) {
    expect(parametersSchema(rule).safeParse(defaultParameters(rule)).success, rule).toBe(true)
  }
})

/** How one value of a rule's only parameter stands to another. */
function stands(rule: string, base: Json, value: Json) {
  const [spec] = parametersOf(rule)
  if (!spec) throw new Error(`${rule} has a parameter`)
  return tightness(spec, base, value)
}

test('fewer months are tighter, more adults are tighter', () => {
  expect(stands('P03', 36, 24)).toBe('tighter')
  expect(stands('P03', 24, 24)).toBe('same')
  expect(stands('P03', 24, 36)).toBe('looser')
  expect(stands('M06', 2, 3)).toBe('tighter')
  expect(stands('M06', 3, 2)).toBe('looser')
})

test('nobody below changes what can only be contradicted', () => {
  for (const recording of ['forbidden', 'allowed', 'required']) {
    for (const other of ['forbidden', 'allowed', 'required']) {
      expect(stands('Z12', recording, other)).toBe(recording === other ? 'same' : 'contradicts')
    }
  }
})

test('a parameter that is left out, or out of bounds, is never tighter', () => {
  expect(stands('P03', 24, null)).toBe('contradicts')
  expect(stands('P03', 24, 0)).toBe('contradicts')
})

test('words can be put in order where one of them is tighter', () => {
  const [rename] = parametersOf('Z11')
  if (!rename) throw new Error('Z11 has a parameter')
  expect(tightness(rename, 'allowed', 'forbidden')).toBe('tighter')
  expect(tightness(rename, 'forbidden', 'allowed')).toBe('looser')
  expect(tightness(rename, 'forbidden', 'forbidden')).toBe('same')
})

test('a value is said in words', () => {
  const words = (rule: string, value: string | number) =>
    parametersOf(rule).map((spec) => valueWords(spec, value))
  expect(words('P03', 24)).toEqual(['24 months'])
  expect(words('P03', 1)).toEqual(['1 month'])
  expect(words('Z12', 'required')).toEqual(['Every session is recorded'])
})
