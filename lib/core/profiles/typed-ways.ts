import type { FieldProblem } from '../errors'
import { isSaidRule, profileRuleIds } from '../rules/rule-ids'
import { days_max, reason_max, words_max, type ProfileDocument } from './document'
import type { Equivalent } from './equivalents'
import type { ExemptCategory } from './exempt-categories'

/** What else counts, as the editor's fields have it. An empty `key` is one that is added. */
export type TypedEquivalent = {
  readonly key: string
  readonly rule: string
  readonly what: string
  readonly reason: string
  readonly name: string
  readonly takeOut: boolean
}

/** A kind of session or club for which some rules do not hold, as the editor's fields have it. */
export type TypedExempt = {
  readonly key: string
  readonly category: string
  readonly rules: readonly string[]
  readonly reason: string
  readonly name: string
  readonly lasts_days: string
  readonly takeOut: boolean
}

export type TypedWays = {
  readonly equivalents: readonly TypedEquivalent[]
  readonly exempt: readonly TypedExempt[]
  /** Of a region or club: those above that it does not take. */
  readonly notTaken: readonly string[]
}

type Ways = Pick<ProfileDocument, 'equivalents' | 'exempt' | 'notTaken'>

/** The name of a field of the editor; `index` counts those that are shown, the added one last. */
export const wayField = (kind: 'equivalents' | 'exempt', index: number, field: string) =>
  `${kind}.${index}.${field}`

/** What was typed as a document has it; problems by field. What is left wholly empty is none. */
export function waysFrom(typed: TypedWays): { ways: Ways; problems: FieldProblem[] } {
  const problems: FieldProblem[] = []
  const keys = new Set<string>()
  const equivalents = typed.equivalents.flatMap((each, index) => {
    if (each.takeOut || isEmpty([each.key, each.rule, each.what, each.reason, each.name])) return []
    return equivalentFrom(each, index, keys, problems)
  })
  const exempt = typed.exempt.flatMap((each, index) => {
    const said = [each.key, each.category, each.reason, each.name, ...each.rules]
    return each.takeOut || isEmpty(said) ? [] : exemptFrom(each, index, keys, problems)
  })
  const notTaken = typed.notTaken.length === 0 ? {} : { notTaken: [...typed.notTaken] }
  return { ways: { equivalents, exempt, ...notTaken }, problems }
}

const isEmpty = (said: readonly string[]) => said.every((each) => each.trim() === '')

function equivalentFrom(
  typed: TypedEquivalent,
  index: number,
  keys: Set<string>,
  problems: FieldProblem[],
): Ways['equivalents'] {
  const need = needed('equivalents', index, problems)
  const { rule } = typed
  const isRule = isSaidRule(rule)
  if (!isRule) need('rule', '', 'Choose the rule that this counts for.')
  const what = need('what', typed.what, 'Say what counts, in a few words.')
  const reason = need('reason', typed.reason, 'Say why it counts just as much.')
  const name = need('name', typed.name, 'Say who decided it.')
  return isRule ? [{ key: keyFor(typed.key, what, keys), rule, what, reason, name }] : []
}

function exemptFrom(
  typed: TypedExempt,
  index: number,
  keys: Set<string>,
  problems: FieldProblem[],
): Ways['exempt'] {
  const need = needed('exempt', index, problems)
  const rules = profileRuleIds.filter((id) => typed.rules.includes(id))
  const category = need('category', typed.category, 'Give the category a name.')
  if (rules.length === 0) need('rules', '', 'Tick at least one rule that does not apply there.')
  const reason = need('reason', typed.reason, 'Say why these rules need not apply there.')
  const name = need('name', typed.name, 'Say who decided it.')
  const lasts_days = Number(typed.lasts_days)
  if (!Number.isInteger(lasts_days) || lasts_days < 1 || lasts_days > days_max) {
    need('lasts_days', '', `Type a whole number of days from 1 to ${days_max}.`)
  }
  return [{ key: keyFor(typed.key, category, keys), category, rules, reason, name, lasts_days }]
}

/** Takes what was typed, and notes a problem beside its field where nothing was. */
const needed =
  (kind: 'equivalents' | 'exempt', index: number, problems: FieldProblem[]) =>
  (field: string, typed: string, message: string): string => {
    const said = typed.trim()
    const length_max = field === 'reason' ? reason_max : words_max
    const isLong = said.length > length_max
    const problem = isLong ? `Say it in ${length_max} letters or fewer.` : message
    if (said === '' || isLong)
      problems.push({ field: wayField(kind, index, field), message: problem })
    return said
  }

/** The key that it has or, of an added one, one of its own from its words. */
function keyFor(key: string, words: string, keys: Set<string>): string {
  const base = key || slugOf(words) || 'way'
  let free = base
  for (let number = 2; keys.has(free); number += 1) free = `${base}-${number}`
  keys.add(free)
  return free
}

const slugOf = (words: string) =>
  words
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+/g, '')
    .slice(0, 60)
    .replaceAll(/-+$/g, '')

/** What stands in the editor for one that counts; empty for one to add. */
export const typedEquivalent = (each?: Equivalent): TypedEquivalent => ({
  ...{ key: each?.key ?? '', rule: each?.rule ?? '', what: each?.what ?? '' },
  ...{ reason: each?.reason ?? '', name: each?.name ?? '', takeOut: false },
})

/** The same for a category. */
export const typedExempt = (each?: ExemptCategory): TypedExempt => ({
  ...{ key: each?.key ?? '', category: each?.category ?? '', rules: each?.rules ?? [] },
  ...{ reason: each?.reason ?? '', name: each?.name ?? '', takeOut: false },
  lasts_days: String(each?.lasts_days ?? usual_days),
})

const usual_days = 180
