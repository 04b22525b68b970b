import { and, eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { statementEvents, statements } from '#db/schema/statements'
import { actorUserId, type Context } from '../context'
import { conflict } from '../core/errors'
import type { StatementEventKind } from '../core/proof/statement'
import { writeEvidenceRecords } from '../evidence-records/write-evidence-record'
import { newId } from '../ids'
import { dueRemove } from '../jobs/due'

export type Statement = typeof statements.$inferSelect

/**
 * Appends what happened to a statement, with its evidence, in the transaction that makes it so. `at`
 * is when it was so: a lapse may be noticed late.
 */
export async function recordEvent(
  tx: Tx,
  ctx: Context,
  statement: Pick<Statement, 'id' | 'evidenceRecordId'>,
  event: StatementEventKind,
  at: Date = ctx.now,
): Promise<void> {
  const by = ctx.actor.kind === 'user' ? ctx.actor : null
  const evidenceRecordId =
    event === 'stated'
      ? statement.evidenceRecordId
      : await evidenceOf(tx, ctx, statement, event, at)
  await tx.insert(statementEvents).values({
    organisationId: ctx.organisation.id,
    id: newId(),
    statementId: statement.id,
    event,
    byUserId: by?.userId ?? null,
    byName: by?.name ?? null,
    at,
    recordedAt: ctx.now,
    evidenceRecordId,
  })
}

async function evidenceOf(
  tx: Tx,
  ctx: Context,
  statement: Pick<Statement, 'id'>,
  event: StatementEventKind,
  at: Date,
): Promise<string> {
  const fact = { statement: statement.id, event, by: actorUserId(ctx), at: at.toISOString() }
  const [recordId = ''] = await writeEvidenceRecords(tx, ctx, 'statement', [fact])
  return recordId
}

/**
 * Ends a statement that is in force, and what was to happen to it by itself. Throws `conflict` where
 * it ended meanwhile.
 */
export async function endStatement(
  tx: Tx,
  ctx: Context,
  statement: Statement,
  state: 'withdrawn' | 'replaced',
): Promise<void> {
  const ended = await tx
    .update(statements)
    .set({ state, endedAt: ctx.now })
    .where(and(eq(statements.id, statement.id), eq(statements.state, 'in_force')))
    .returning({ id: statements.id })
  if (ended.length === 0) throw conflict('This statement has ended already.')
  await recordEvent(tx, ctx, statement, state)
  await dueRemove(tx, 'lapse-statement', statement.id)
}
