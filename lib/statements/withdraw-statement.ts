import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { statements } from '#db/schema/statements'
import { onlyCoach } from '../coaches/only-coach'
import { command } from '../command'
import { notFound } from '../core/errors'
import { id } from '../ids'
import { deliverStatus } from '../roll-ups/deliver-status'
import { applyToResult } from './apply-to-result'
import { endStatement } from './record-event'

/**
 * Takes back what was stated: it counts no more, and what it stood in for is not known again. A
 * coach for what is theirs, an officer for all of the club. Throws `not_found`, `conflict` where it
 * has ended already.
 */
export const withdrawStatement = command({
  name: 'statement.withdraw',
  permission: 'statement.make',
  input: z.object({ statementId: id }),
  async run(tx, ctx, { statementId }) {
    const own = onlyCoach(ctx)
    const [statement] = await tx.select().from(statements).where(eq(statements.id, statementId))
    if (!statement || (own && statement.coachId !== own)) throw notFound()
    await endStatement(tx, ctx, statement, 'withdrawn')
    await applyToResult(tx, ctx, statement)
    await deliverStatus(tx, ctx)
    return {
      result: undefined,
      trail: [{ subject: 'statement', subjectId: statementId, detail: { rule: statement.rule } }],
    }
  },
})
