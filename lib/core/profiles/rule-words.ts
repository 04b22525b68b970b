import { valueWords } from '../controls/parameter-spec'
import { parametersOf } from '../controls/parameters'
import { counted, formatCalendarDate } from '../dates'
import type { Level } from '../results'
import { ruleTitle } from '../rules/rule-title'
import { isSaidRule, profileRuleIds, type ProfileRuleId } from '../rules/rule-ids'
import type { Choices } from './document'
import type { ControlChoice } from './profile'

/** How strongly something is asked for, in the words of the editor; '' where it is not. */
export const levelWords = { MUST: 'Must', SHOULD: 'Advice', '': 'Not asked for' } as const

/** That word for a rule; where it is not asked for, too. */
export const levelWord = (level: Level | undefined) => levelWords[level ?? '']

export type RuleFact = { readonly name: string; readonly value: string }

/** What is asked for by one rule, fact by fact. */
export function ruleFacts(control: ProfileRuleId, choice: ControlChoice | undefined): RuleFact[] {
  if (!choice) return [{ name: 'How strongly', value: levelWords[''] }]
  return [
    { name: 'How strongly', value: levelWord(choice.level) },
    ...parametersOf(control).map((spec) => {
      const value = choice.parameters[spec.name] ?? spec.default
      const isPlain = typeof value === 'string' || typeof value === 'number'
      return { name: spec.label, value: isPlain ? valueWords(spec, value) : 'Not set' }
    }),
    {
      name: 'Counts from',
      value: choice.countsFrom ? formatCalendarDate(choice.countsFrom) : 'Counts at once',
    },
    ...(isSaidRule(control)
      ? []
      : [
          {
            name: 'A risk may be accepted',
            value: choice.acceptance
              ? `For up to ${counted(choice.acceptance.longest_days, 'day')}`
              : 'No',
          },
        ]),
    {
      name: isSaidRule(control) ? 'A statement counts' : 'A statement may stand in',
      value: choice.statement ? `For ${counted(choice.statement.lasts_days, 'day')}` : 'No',
    },
  ]
}

export type RuleDifference = {
  readonly control: ProfileRuleId
  readonly title: string
  readonly changes: readonly { name: string; from: string; to: string }[]
}

/** What is different between two sets of rules, in words, rule by rule; none where nothing is. */
export function differences(before: Choices, after: Choices): RuleDifference[] {
  return profileRuleIds.flatMap((control) => {
    const [old, now] = [before[control], after[control]]
    const was = new Map(ruleFacts(control, old).map(({ name, value }) => [name, value]))
    const is = ruleFacts(control, now)
    const changes = is.flatMap(({ name, value }) => {
      const from = was.get(name) ?? (quiet.has(value) ? value : 'Not set')
      return from === value ? [] : [{ name, from, to: value }]
    })
    return changes.length === 0 ? [] : [{ control, title: ruleTitle(control), changes }]
  })
}

/** What goes without saying of a rule that was not asked for before. */
const quiet: ReadonlySet<string> = new Set(['No', 'Counts at once'])
