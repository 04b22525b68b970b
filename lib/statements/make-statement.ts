import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { statements } from '#db/schema/statements'
import { command } from '../command'
import type { Context } from '../context'
import { conflict, notFound } from '../core/errors'
import type { Equivalent } from '../core/profiles/equivalents'
import { lapsesAt, remindAt } from '../core/proof/statement'
import { statementWords } from '../core/proof/statement-words'
import { lockUntilCommit } from '../database/lock-until-commit'
import { writeEvidenceRecords } from '../evidence-records/write-evidence-record'
import { id, newId } from '../ids'
import { dueAdd } from '../jobs/due'
import { deliverStatus } from '../roll-ups/deliver-status'
import { allowedNow } from './allowed-now'
import { applyToResult } from './apply-to-result'
import { endStatement, recordEvent, type Statement } from './record-event'
import { standing } from './standing'
import { mayState, ofStatement, subjectOf, type Of, type StatementSubjectRow } from './subject-of'

/**
 * Somebody states what Zoom cannot tell, in the exact words that they were shown: a coach of what is
 * theirs, an officer for the club. It lapses by itself. Said again, it takes the place of the one
 * before (`replaces`), and nobody has verified it yet. Returns its id. Throws `not_found`, `conflict`
 * where Zoom tells it after all, the profile takes no statement, or the words or the statement are
 * not those that were seen.
 */
export const makeStatement = command({
  name: 'statement.make',
  permission: 'statement.make',
  input: ofStatement.extend({
    wordsVersion: z.coerce.number().int(),
    replaces: id.nullable(),
    agreed: z.string().pipe(z.literal('yes', { error: 'Tick the box if it is so.' })),
  }),
  async run(tx, ctx, { rule, subjectKind, subjectId, equivalentKey, wordsVersion, replaces }) {
    const of = { rule, subjectKind, subjectId }
    const subject = await subjectOf(tx, ctx, of)
    if (ctx.actor.kind !== 'user' || !mayState(ctx, subject)) throw notFound()
    const { lasts_days, equivalents } = await allowedNow(tx, ctx, of)
    const equivalent = restsOn(equivalents, equivalentKey)
    if (statementWords(rule, subjectKind).version !== wordsVersion) {
      throw conflict('The words have changed. Read them again before you say yes.')
    }
    await replace(tx, ctx, of, replaces)
    const until = lapsesAt(ctx.now, lasts_days)
    const statement = await insert(tx, ctx, of, { ...subject, equivalent }, until)
    await recordEvent(tx, ctx, statement, 'stated')
    await dueAdd(tx, 'lapse-statement', statement.id, remindAt(ctx.now, until))
    await applyToResult(tx, ctx, of)
    await deliverStatus(tx, ctx)
    const detail = { rule, subject_kind: subjectKind, subject: subjectId, replaces }
    return {
      result: statement.id,
      trail: [{ subject: 'statement', subjectId: statement.id, detail }],
    }
  },
})

/** What it rests on, where that is something else. Throws `conflict` where the rules do not take it. */
function restsOn(equivalents: readonly Equivalent[], key: string | null): Equivalent | null {
  if (key === null) return null
  const found = equivalents.find((each) => each.key === key)
  if (!found) throw conflict('The rules do not take that in its place any more.')
  return found
}

async function replace(tx: Tx, ctx: Context, of: Of, seen: string | null): Promise<void> {
  const { subjectKind, subjectId, rule } = of
  await lockUntilCommit(tx, `statement:${ctx.organisation.id}:${subjectKind}:${subjectId}:${rule}`)
  const before = await standing(tx, of)
  if ((before?.id ?? null) !== seen) throw conflict('Somebody else has stated this meanwhile.')
  if (before) await endStatement(tx, ctx, before, 'replaced')
}

async function insert(
  tx: Tx,
  ctx: Context,
  of: Of,
  { coachId, equivalent }: StatementSubjectRow & { equivalent: Equivalent | null },
  until: Date,
): Promise<Statement> {
  if (ctx.actor.kind !== 'user') throw notFound()
  const { userId, name } = ctx.actor
  const { text: words, version: wordsVersion } = statementWords(
    of.rule,
    of.subjectKind,
    undefined,
    equivalent?.what,
  )
  const statementId = newId()
  const fact = {
    ...{ statement: statementId, event: 'stated', by: userId, at: ctx.now.toISOString() },
    ...{ rule: of.rule, subject_kind: of.subjectKind, subject: of.subjectId, coach: coachId },
    ...{ words, words_version: wordsVersion, lapses_at: until.toISOString() },
    ...(equivalent ? { equivalent: equivalent.key } : {}),
  }
  const [evidenceRecordId = ''] = await writeEvidenceRecords(tx, ctx, 'statement', [fact])
  const [row] = await tx
    .insert(statements)
    .values({
      ...{ organisationId: ctx.organisation.id, id: statementId, ...of, coachId },
      ...{ words, wordsVersion, statedBy: userId, statedByName: name, statedAt: ctx.now },
      ...{ lapsesAt: until, evidenceRecordId },
      ...{ equivalentKey: equivalent?.key ?? null, equivalent: equivalent?.what ?? null },
    })
    .returning()
  if (!row) throw conflict('Somebody else has stated this meanwhile.')
  return row
}
