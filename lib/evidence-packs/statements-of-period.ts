import { asc, lt } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { statementEvents, statements } from '#db/schema/statements'
import type { PackPeriod } from './collect-pack'

export type PackStatement = Awaited<ReturnType<typeof statementsOfPeriod>>[number]

const endings: readonly string[] = ['withdrawn', 'replaced', 'lapsed']

/**
 * Statements that counted at any time of the period, each with what had been written down of it by
 * the period's end: how it stands now is no part of that.
 */
export async function statementsOfPeriod(tx: Tx, { from, until }: PackPeriod) {
  const rows = await tx
    .select({
      id: statements.id,
      rule: statements.rule,
      subjectKind: statements.subjectKind,
      subjectId: statements.subjectId,
      coachId: statements.coachId,
      words: statements.words,
      wordsVersion: statements.wordsVersion,
      by: statements.statedByName,
      at: statements.statedAt,
      lapsesAt: statements.lapsesAt,
    })
    .from(statements)
    .where(lt(statements.statedAt, until))
    .orderBy(asc(statements.statedAt), asc(statements.id))
  if (rows.length === 0) return []
  const events = await tx
    .select()
    .from(statementEvents)
    .where(lt(statementEvents.recordedAt, until))
    .orderBy(asc(statementEvents.at), asc(statementEvents.id))
  return rows
    .map((row) => ({ ...row, events: events.filter(({ statementId }) => statementId === row.id) }))
    .filter(({ events: all, lapsesAt }) => {
      const end = all.find(({ event }) => endings.includes(event))
      return (end?.at ?? lapsesAt) >= from
    })
}
