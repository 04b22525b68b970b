import type { Expectation, SettingPath } from '../controls/ask'
import type { SettingsLevel } from '../controls/settings'

/** What decides a rule: settings that Zoom's API tells, a person, or nothing that Zoom tells. */
export type Decided =
  | {
      readonly by: 'settings'
      readonly paths: readonly [SettingPath, ...SettingPath[]]
      readonly expected: Expectation
      /** Where the API has it. */
      readonly levels: readonly SettingsLevel[]
      /** It has to be locked for everybody, too. */
      readonly locked: boolean
      /** A value that was measured to be told where it is not so: it proves nothing. */
      readonly misleading?: boolean
    }
  | { readonly by: 'person' }
  | { readonly by: 'nothing' }

/** One recommendation of a benchmark that others publish. */
export type BenchmarkRule = {
  /** The benchmark's own number. */
  readonly id: string
  /** What it asks for, in our words. */
  readonly title: string
  /** The benchmark's own grade: 1 for everybody, 2 for more than that; null where it gives none. */
  readonly grade: 1 | 2 | null
  readonly decided: Decided
  /** Where it asks for something else than what keeps children safe: what, in a sentence. */
  readonly conflict?: string
}

export type Benchmark = {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly rules: readonly BenchmarkRule[]
}
