import { and, eq, gt, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { statements } from '#db/schema/statements'
import { mayBeCoach } from '../coaches/who-may-be-coach'
import { command } from '../command'
import { conflict, notFound } from '../core/errors'
import { whyNotVerify } from '../core/proof/claim'
import { notVerifiableWords } from '../core/proof/words'
import { id } from '../ids'
import { signedDue } from '../sign-offs/signed-due'
import { recordEvent } from './record-event'

/**
 * A second person has looked, and it is so. Never who said it, and never whom it is about. Throws
 * `not_found`, `conflict` where they may not be the second, it was verified already, or it counts no
 * more.
 */
export const verifyStatement = command({
  name: 'statement.verify',
  permission: 'statement.verify',
  input: z.object({
    statementId: id,
    agreed: z
      .string()
      .pipe(z.literal('yes', { error: 'Tick the box if you have looked yourself.' })),
  }),
  async run(tx, ctx, { statementId }) {
    const [statement] = await tx.select().from(statements).where(eq(statements.id, statementId))
    if (!statement || ctx.actor.kind !== 'user') throw notFound()
    const { userId, name } = ctx.actor
    const subjectUserId = (await mayBeCoach(tx, statement.coachId, userId)) ? userId : null
    const reason = whyNotVerify({ providedBy: statement.statedBy, subjectUserId }, userId)
    if (reason) throw conflict(notVerifiableWords[reason])
    const verified = await tx
      .update(statements)
      .set({ verifiedBy: userId, verifiedByName: name, verifiedAt: ctx.now })
      .where(
        and(
          eq(statements.id, statementId),
          eq(statements.state, 'in_force'),
          gt(statements.lapsesAt, ctx.now),
          isNull(statements.verifiedBy),
        ),
      )
      .returning({ id: statements.id })
    if (verified.length === 0) {
      throw conflict('This statement was verified already, or does not count any more.')
    }
    await recordEvent(tx, ctx, statement, 'verified')
    await signedDue(tx, ctx)
    return {
      result: undefined,
      trail: [{ subject: 'statement', subjectId: statementId, detail: { rule: statement.rule } }],
    }
  },
})
