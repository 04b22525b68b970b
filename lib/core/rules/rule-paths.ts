import { catalogue } from '../controls/catalogue'
import type { Settings, SettingsLevel } from '../controls/settings'
import { defaultParameters } from '../controls/parameters'
import type { ControlId } from '../results'

/** Where a rule can be looked at, in the order in which it is said. */
const levels = ['account', 'group', 'user', 'meeting'] as const satisfies readonly SettingsLevel[]

export type PathsAtLevel = {
  readonly level: SettingsLevel
  /** None where it follows from what was made of other rules, or from a lock. */
  readonly paths: readonly string[]
}

/**
 * Every setting that a control looks at, found by letting it look: so the list cannot say anything
 * else than the rule does. A level where Zoom has nothing to look at is left out.
 */
export const pathsOf = (id: ControlId): readonly PathsAtLevel[] =>
  levels.flatMap((level) => {
    const paths = lookedAt(id, level)
    const tells = paths && (paths.length > 0 || catalogue[id].derived)
    return tells ? [{ level, paths }] : []
  })

function lookedAt(id: ControlId, level: SettingsLevel): string[] | undefined {
  const control = catalogue[id]
  const parameters = defaultParameters(id)
  const asked = new Set<string>()
  const nothing = spy(level, asked)
  if (level === 'meeting') {
    if (control.deriveFromMeeting) return []
    if (!control.evaluateMeeting) return undefined
    control.evaluateMeeting(nothing, spy('user', new Set()), parameters)
    return [...asked]
  }
  if (control.evaluateLocks && level !== 'user') {
    control.evaluateLocks(level === 'group' ? locksOf(asked) : { account: nothing }, parameters)
    return [...asked]
  }
  const rule = { account: control.evaluateAccount, group: control.evaluateGroup }
  const evaluate = level === 'user' ? control.evaluateUser : rule[level]
  if (!evaluate) return undefined
  evaluate(nothing, parameters)
  return [...asked]
}

const spy = (level: SettingsLevel, asked: Set<string>): Settings => ({
  level,
  at(path) {
    asked.add(path)
    return { found: false, reason: 'field_absent' }
  },
})

const locksOf = (asked: Set<string>) => ({
  account: spy('account', new Set()),
  group: spy('group', asked),
})
