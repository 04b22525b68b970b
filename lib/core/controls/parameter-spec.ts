import { z } from 'zod'
import type { Json } from '../canonical-json'

type Common = {
  /** As it stands in a profile. Units last. */
  readonly name: string
  /** What it is about, in plain words, as the label of a field. */
  readonly label: string
}

/** A number that a governing body sets, with the least and the most that make sense. */
export type NumberParameter = Common & {
  readonly kind: 'number'
  readonly unit: 'minutes' | 'hours' | 'days' | 'months' | 'adults' | 'children'
  readonly min: number
  readonly max: number
  readonly default: number
  readonly tighter: 'more' | 'fewer'
}

/** One of a few words. */
export type ChoiceParameter = Common & {
  readonly kind: 'choice'
  readonly values: readonly [ChoiceValue, ...ChoiceValue[]]
  readonly default: string
  /** The values from the loosest to the tightest; null where they contradict each other. */
  readonly order: readonly string[] | null
}

export type ChoiceValue = { readonly value: string; readonly words: string }

/** Something that a profile sets for a rule, and what may be set. */
export type ParameterSpec = NumberParameter | ChoiceParameter

/** What can be set. */
export type ParameterValue = string | number

/** How one value stands to another. `contradicts`: neither is tighter, so nobody may change it. */
export type Tightness = 'same' | 'tighter' | 'looser' | 'contradicts'

/** How `value` stands to `base`. A value that may not be set at all contradicts whatever is set. */
export function tightness(spec: ParameterSpec, base: Json, value: Json): Tightness {
  if (!isAllowed(spec, base) || !isAllowed(spec, value)) return 'contradicts'
  if (base === value) return 'same'
  const by = placeOf(spec, value) - placeOf(spec, base)
  if (Number.isNaN(by)) return 'contradicts'
  return by > 0 ? 'tighter' : 'looser'
}

function placeOf(spec: ParameterSpec, value: ParameterValue): number {
  if (spec.kind === 'choice') return spec.order ? spec.order.indexOf(String(value)) : Number.NaN
  return spec.tighter === 'more' ? Number(value) : -Number(value)
}

/** True where this value may be set. */
export const isAllowed = (spec: ParameterSpec, value: Json): value is ParameterValue =>
  parameterSchema(spec).safeParse(value).success

/** What parses one value. */
export function parameterSchema(spec: ParameterSpec): z.ZodType<ParameterValue> {
  if (spec.kind === 'number') return z.int().min(spec.min).max(spec.max)
  return z.enum(spec.values.map(({ value }) => value))
}

/** A value as people say it: `12 months`, or the words of a choice. */
export function valueWords(spec: ParameterSpec, value: ParameterValue): string {
  if (spec.kind === 'choice') {
    return spec.values.find((each) => each.value === value)?.words ?? String(value)
  }
  const unit = value === 1 ? singular[spec.unit] : spec.unit
  return `${String(value)} ${unit}`
}

const singular = {
  minutes: 'minute',
  hours: 'hour',
  days: 'day',
  months: 'month',
  adults: 'adult',
  children: 'child',
} as const satisfies Record<NumberParameter['unit'], string>
