import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { statements } from '#db/schema/statements'
import { command } from '../command'
import type { Context } from '../context'
import { sendAfter } from '../core/notices/send-after'
import { id } from '../ids'
import { dueFinish } from '../jobs/due'
import type { Lease } from '../jobs/with-due'
import { deliverNotices, hintNotices, type WrittenNotice } from '../notices/written-notice'
import { deliverStatus } from '../roll-ups/deliver-status'
import { applyToResult } from './apply-to-result'
import { recordEvent, type Statement } from './record-event'

const lapse = command({
  name: 'statement.lapse',
  permission: 'statement.work',
  input: z.object({ statementId: id, token: id }),
  async run(tx, ctx, { statementId, token }) {
    const [statement] = await tx
      .select()
      .from(statements)
      .where(and(eq(statements.id, statementId), eq(statements.state, 'in_force')))
      .for('update')
    const isEarly = statement !== undefined && ctx.now < statement.lapsesAt
    const written = isEarly ? await warn(tx, ctx, statement) : []
    if (statement && !isEarly) await end(tx, ctx, statement)
    await dueFinish(tx, 'lapse-statement', statementId, token, isEarly ? statement.lapsesAt : null)
    await deliverStatus(tx, ctx)
    const detail = { lapsed: statement !== undefined && !isEarly, told: written.length }
    return { result: written, trail: [{ subject: 'statement', subjectId: statementId, detail }] }
  },
})

/**
 * Says that a statement will soon lapse, once, to who made it, where anything stands on it; looks
 * again when it does, and has it lapse: what it stood in for is not known again. One that ended
 * before is left.
 */
export async function lapseStatement(
  ctx: Context,
  statementId: string,
  { token }: Pick<Lease, 'token'>,
): Promise<void> {
  await hintNotices(await lapse(ctx, { statementId, token }))
}

const warn = (tx: Tx, ctx: Context, { id: statementId }: Statement): Promise<WrittenNotice[]> =>
  deliverNotices(
    tx,
    sql`select * from deliver_statement_lapsing(${statementId}::uuid,
      ${ctx.now.toISOString()}::timestamptz,
      ${sendAfter('statement_lapses', ctx.now).toISOString()}::timestamptz)`,
  )

async function end(tx: Tx, ctx: Context, statement: Statement): Promise<void> {
  const { lapsesAt } = statement
  await tx
    .update(statements)
    .set({ state: 'lapsed', endedAt: lapsesAt })
    .where(eq(statements.id, statement.id))
  await recordEvent(tx, ctx, statement, 'lapsed', lapsesAt)
  await applyToResult(tx, ctx, statement, lapsesAt)
}
