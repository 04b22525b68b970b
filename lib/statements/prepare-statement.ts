import { notFound } from '../core/errors'
import type { Equivalent } from '../core/profiles/equivalents'
import { statementWords, type StatementWords } from '../core/proof/statement-words'
import { ruleTitle } from '../core/rules/rule-title'
import { lapsesAt } from '../core/proof/statement'
import { query } from '../query'
import { allowedNow } from './allowed-now'
import { standing } from './standing'
import { mayState, ofStatement, subjectOf } from './subject-of'

/** All that somebody is shown before they say that it is so. */
export type PreparedStatement = {
  title: string
  words: StatementWords
  /** What else the rules take in its place, and what of that it would rest on. */
  equivalents: readonly Equivalent[]
  equivalent: Equivalent | null
  /** Until when it would count. */
  until: Date
  /** The statement in force whose place it would take. */
  replaces: { statementId: string; by: string; at: Date; until: Date } | null
}

/**
 * What a statement about a rule would say, for who may make it. Throws `not_found`, and `conflict`
 * where Zoom tells it after all or the profile takes no statement.
 */
export const prepareStatement = query({
  permission: 'statement.make',
  input: ofStatement,
  async run(tx, ctx, { equivalentKey, ...of }): Promise<PreparedStatement> {
    if (!mayState(ctx, await subjectOf(tx, ctx, of))) throw notFound()
    const { lasts_days, equivalents } = await allowedNow(tx, ctx, of)
    const equivalent = equivalents.find(({ key }) => key === equivalentKey) ?? null
    const { rule, subjectKind } = of
    const row = await standing(tx, of)
    return {
      title: ruleTitle(rule),
      words: statementWords(rule, subjectKind, undefined, equivalent?.what),
      ...{ equivalents, equivalent },
      until: lapsesAt(ctx.now, lasts_days),
      replaces: row
        ? { statementId: row.id, by: row.statedByName, at: row.statedAt, until: row.lapsesAt }
        : null,
    }
  },
})
