import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { statements } from '#db/schema/statements'
import { onlyCoach } from '../coaches/only-coach'
import { notFound } from '../core/errors'
import { id } from '../ids'
import { query } from '../query'
import { listedFor, selectStatements, type ListedStatement } from './list-statements'

/** One statement of the club; a coach has what is about them only. Throws `not_found`. */
export const getStatement = query({
  permission: 'statement.read',
  input: z.object({ statementId: id }),
  async run(tx, ctx, { statementId }): Promise<ListedStatement> {
    const own = onlyCoach(ctx)
    const theirs = own ? eq(statements.coachId, own) : undefined
    const [row] = await selectStatements(tx).where(and(eq(statements.id, statementId), theirs))
    if (!row) throw notFound()
    return listedFor(ctx, row)
  },
})
