import { z } from 'zod'
import type { Parameters } from './control'
import { parameterSchema, type NumberParameter, type ParameterSpec } from './parameter-spec'
import { recordingRules } from './recording'

/**
 * What a profile may set for a rule, by the rule's id. One place, for what parses a profile, what
 * draws its editor and what decides whether a club or county only made it tighter.
 */
const parameters: { readonly [rule: string]: readonly ParameterSpec[] } = {
  Z11: [
    {
      ...{ name: 'rename', label: 'People may change their own name in a session' },
      kind: 'choice',
      values: [
        { value: 'forbidden', words: 'No, only the host changes names' },
        { value: 'allowed', words: 'Yes' },
      ],
      default: 'forbidden',
      order: ['allowed', 'forbidden'],
    },
  ],
  Z12: [
    {
      ...{ name: 'recording', label: 'Recording of sessions' },
      kind: 'choice',
      values: [
        { value: recordingRules[0], words: 'Sessions are not recorded' },
        { value: recordingRules[1], words: 'Each club decides' },
        { value: recordingRules[2], words: 'Every session is recorded' },
      ],
      default: recordingRules[0],
      order: null,
    },
  ],
  Z13: [fewer('kept_days', 'A recording is deleted after, at most', 'days', [2, 30, 365])],
  Z15: [
    {
      ...{ name: 'rooms', label: 'Breakout rooms' },
      kind: 'choice',
      values: [
        { value: 'off', words: 'There are none' },
        { value: 'two_adults', words: 'With two adults in each' },
      ],
      default: 'off',
      order: ['two_adults', 'off'],
    },
  ],
  M06: [more('adults_min', 'Adults in a session, at least', 'adults', [2, 2, 6])],
  M10: [fewer('end_minutes', 'End a session with one adult within', 'minutes', [1, 5, 15])],
  M11: [fewer('review_months', 'Look at the risk assessment again after', 'months', [1, 12, 24])],
  M12: [fewer('children_max', 'Children for each coach, at most', 'children', [1, 16, 100])],
  M14: [
    {
      ...{ name: 'background', label: 'What is behind a coach' },
      kind: 'choice',
      values: [
        { value: 'clear', words: 'It must be seen, and not be blurred' },
        { value: 'blurred', words: 'It must be blurred' },
        { value: 'either', words: 'Either will do' },
      ],
      default: 'either',
      order: null,
    },
  ],
  M15: [
    {
      ...{ name: 'cameras', label: 'Children’s cameras' },
      kind: 'choice',
      values: [
        { value: 'on', words: 'On, so that the coach sees them' },
        { value: 'off', words: 'Off' },
        { value: 'either', words: 'Each family decides' },
      ],
      default: 'either',
      order: null,
    },
  ],
  M19: [fewer('repeat_months', 'Practise again after', 'months', [1, 12, 24])],
  P01: [renewal(36)],
  P02: [fewer('renewal_months', 'Look again after, at most', 'months', [1, 12, 36])],
  P03: [renewal(36)],
  P04: [renewal(36)],
  P05: [renewal(36)],
  P08: [renewal(36)],
  P10: [renewal(36)],
  G07: [fewer('renewal_months', 'Sign again after', 'months', [1, 12, 12])],
  I01: [fewer('review_days', 'Look at the contacts again after', 'days', [7, 90, 365])],
  I02: [fewer('pass_on_hours', 'Pass a concern on within', 'hours', [1, 24, 24])],
  A01: [fewer('renewal_months', 'Assess yourselves again after', 'months', [1, 12, 12])],
}

/** What a profile may set for this rule; nothing for most. */
export const parametersOf = (rule: string): readonly ParameterSpec[] =>
  Object.hasOwn(parameters, rule) ? (parameters[rule] ?? []) : []

/** The ids of the rules that have any. */
export const rulesWithParameters: readonly string[] = Object.keys(parameters)

/** What parses the parameters of this rule: each of them, and nothing else. */
export const parametersSchema = (rule: string) =>
  z.strictObject(
    Object.fromEntries(parametersOf(rule).map((spec) => [spec.name, parameterSchema(spec)])),
  )

/** What holds where nobody set anything. */
export const defaultParameters = (rule: string): Parameters =>
  Object.fromEntries(parametersOf(rule).map((spec) => [spec.name, spec.default]))

function renewal(months: number): NumberParameter {
  return fewer('renewal_months', 'Renewed after, at most', 'months', [1, months, 60])
}

type Bounds = readonly [min: number, usual: number, max: number]

function fewer(
  ...of: [name: string, label: string, unit: NumberParameter['unit'], bounds: Bounds]
): NumberParameter {
  return number('fewer', ...of)
}

function more(
  ...of: [name: string, label: string, unit: NumberParameter['unit'], bounds: Bounds]
): NumberParameter {
  return number('more', ...of)
}

function number(
  tighter: NumberParameter['tighter'],
  name: string,
  label: string,
  unit: NumberParameter['unit'],
  [min, usual, max]: Bounds,
): NumberParameter {
  return { name, label, kind: 'number', unit, min, max, default: usual, tighter }
}
