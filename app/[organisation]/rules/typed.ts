import type { TypedChoice, TypedChoices } from '#lib/core/profiles/typed-choices'
import { fieldName } from '#lib/core/profiles/typed-choices'
import { retentionField } from '#lib/core/profiles/retention-choice'
import { wayField, type TypedWays } from '#lib/core/profiles/typed-ways'
import { parametersOf } from '#lib/core/controls/parameters'
import { profileRuleIds } from '#lib/core/rules/rule-ids'
import { typedText } from '../../edge/typed-text'

/** The rules as the editor's fields have them. */
export const typedChoices = (data: FormData): TypedChoices =>
  Object.fromEntries(
    profileRuleIds.map((control): [string, TypedChoice] => {
      const of = (field: string) => typedText(data, fieldName(control, field))
      return [
        control,
        {
          ...{ level: of('level'), countsFrom: of('countsFrom') },
          ...{ acceptance_days: of('acceptance_days'), statement_days: of('statement_days') },
          parameters: Object.fromEntries(
            parametersOf(control).map(({ name }) => [name, of(`parameters.${name}`)]),
          ),
        },
      ]
    }),
  )

/** What else counts, and what does not apply, as the editor's fields have it. */
export function typedWays(data: FormData): TypedWays {
  return {
    equivalents: rowsOf(data, 'equivalents', 'what').map((index) => {
      const of = (field: string) => typedText(data, wayField('equivalents', index, field))
      return {
        ...{ key: of('key'), rule: of('rule'), what: of('what'), reason: of('reason') },
        ...{ name: of('name'), takeOut: of('takeOut') === 'yes' },
      }
    }),
    exempt: rowsOf(data, 'exempt', 'category').map((index) => {
      const of = (field: string) => typedText(data, wayField('exempt', index, field))
      return {
        ...{ key: of('key'), category: of('category'), reason: of('reason'), name: of('name') },
        ...{ lasts_days: of('lasts_days'), takeOut: of('takeOut') === 'yes' },
        rules: texts(data, wayField('exempt', index, 'rules')),
      }
    }),
    notTaken: texts(data, 'notTaken'),
  }
}

/** When people are to be reminded; nothing where the form does not ask. */
export const typedReminders = (data: FormData) =>
  data.has('reminders.before')
    ? { before: typedText(data, 'reminders.before'), weekly: typedText(data, 'reminders.weekly') }
    : undefined

/** For how many months what is kept; nothing where the form does not ask. */
export const typedPeriods = (data: FormData) =>
  data.has(retentionField('people_left'))
    ? {
        people_left: typedText(data, retentionField('people_left')),
        readings: typedText(data, retentionField('readings')),
        addresses: typedText(data, retentionField('addresses')),
      }
    : undefined

/** The rows of one kind that the form sent: each has this field. */
function rowsOf(data: FormData, kind: 'equivalents' | 'exempt', field: string): number[] {
  const rows: number[] = []
  while (data.has(wayField(kind, rows.length, field))) rows.push(rows.length)
  return rows
}

const texts = (data: FormData, name: string): string[] =>
  data.getAll(name).filter((each): each is string => typeof each === 'string')
