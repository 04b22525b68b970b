import type { TypedChoice, TypedChoices } from '#lib/core/profiles/typed-choices'
import { fieldName } from '#lib/core/profiles/typed-choices'
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
