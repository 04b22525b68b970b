import { and, eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { statements } from '#db/schema/statements'
import type { Statement } from './record-event'
import type { Of } from './subject-of'

/** The statement of this rule and subject that nobody has ended; it may be over, and not yet lapsed. */
export async function standing(
  tx: Tx,
  { subjectKind, subjectId, rule }: Of,
): Promise<Statement | undefined> {
  const [row] = await tx
    .select()
    .from(statements)
    .where(
      and(
        eq(statements.subjectKind, subjectKind),
        eq(statements.subjectId, subjectId),
        eq(statements.rule, rule),
        eq(statements.state, 'in_force'),
      ),
    )
  return row
}
