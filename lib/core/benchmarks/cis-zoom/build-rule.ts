import type { Expectation, SettingPath } from '../../controls/ask'
import type { SettingsLevel } from '../../controls/settings'
import type { BenchmarkRule, Decided } from '../benchmark-rule'

type Grade = BenchmarkRule['grade']

type More = {
  /** Where the API has it; everywhere without it. */
  readonly at?: readonly SettingsLevel[]
  readonly locked?: boolean
  readonly misleading?: boolean
  readonly conflict?: string
}

const everywhere: readonly SettingsLevel[] = ['account', 'user', 'group']

function bySettings(
  expected: Expectation,
  paths: readonly [SettingPath, ...SettingPath[]],
  { at, locked, misleading }: More,
): Decided {
  const decided = { by: 'settings', paths, expected, levels: at ?? everywhere } as const
  return {
    ...decided,
    locked: locked === true,
    ...(misleading === undefined ? {} : { misleading }),
  }
}

const rule = (
  id: string,
  grade: Grade,
  title: string,
  decided: Decided,
  { conflict }: More = {},
): BenchmarkRule => ({
  ...{ id, grade, title, decided },
  ...(conflict === undefined ? {} : { conflict }),
})

/** A rule that settings decide, with what has to stand there. */
export const asks = (
  id: string,
  grade: Grade,
  title: string,
  path: SettingPath | readonly [SettingPath, ...SettingPath[]],
  expected: Expectation,
  more: More = {},
): BenchmarkRule =>
  rule(id, grade, title, bySettings(expected, isMany(path) ? path : [path], more), more)

const isMany = (
  path: SettingPath | readonly [SettingPath, ...SettingPath[]],
): path is readonly [SettingPath, ...SettingPath[]] => Array.isArray(path)

/** A switch that has to be on. */
export const on = (id: string, grade: Grade, title: string, path: SettingPath, more: More = {}) =>
  asks(id, grade, title, path, { is: true }, more)

/** A switch that has to be off. */
export const off = (id: string, grade: Grade, title: string, path: SettingPath, more: More = {}) =>
  asks(id, grade, title, path, { is: false }, more)

/** A rule that is for a person to judge, whatever the settings say. */
export const person = (id: string, grade: Grade, title: string) =>
  rule(id, grade, title, { by: 'person' })

/** A rule about something that Zoom's API does not tell. */
export const notTold = (id: string, grade: Grade, title: string) =>
  rule(id, grade, title, { by: 'nothing' })
