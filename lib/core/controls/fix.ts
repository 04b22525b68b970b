/** A value that a setting of Zoom can have and that tells nothing secret. */
export type SettingValue = boolean | number | string

/**
 * One setting that Touchline can change for its host: where it is in Zoom's own answer, which is
 * also where Zoom takes it, to what it is set, and what each of its values is called. A value that
 * is not among `words` is not known and is never overwritten.
 */
export type FixStep = {
  readonly path: string
  /** The setting in plain words, as a noun. */
  readonly name: string
  readonly to: SettingValue
  /** Values that are right already and stay as they are; `to` is one of them. */
  readonly keep: readonly SettingValue[]
  readonly words: readonly (readonly [value: SettingValue, words: string])[]
}

/**
 * What mends a control. Only settings that Zoom's answer has are changed, and only where the
 * control's own rule is then met; see `core/mends/plan-mend.ts`.
 */
export type Fix = readonly [FixStep, ...FixStep[]]

const onOff = [
  [true, 'On'],
  [false, 'Off'],
] as const

export const turnOn = (path: string, name: string): FixStep => ({
  ...{ path, name, to: true, keep: [true], words: onOff },
})

export const turnOff = (path: string, name: string): FixStep => ({
  ...{ path, name, to: false, keep: [false], words: onOff },
})

/** The value to choose of several, with what each is called. `keep` are others that will do. */
export const choose = (
  path: string,
  name: string,
  to: SettingValue,
  words: FixStep['words'],
  keep: readonly SettingValue[] = [],
): FixStep => ({ path, name, to, keep: [to, ...keep], words })
