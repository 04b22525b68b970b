import { and, count, eq } from 'drizzle-orm'
import { z } from 'zod'
import { findings } from '#db/schema/results'
import { onlyCoach } from '../coaches/only-coach'
import { id } from '../ids'
import { query } from '../query'

/** How many findings are open: all, or one coach’s; only their own, where a coach asks. */
export const countOpen = query({
  permission: 'finding.read',
  input: z.object({ coachId: id.optional() }),
  async run(tx, ctx, { coachId }): Promise<number> {
    const own = onlyCoach(ctx)
    const [row] = await tx
      .select({ open: count() })
      .from(findings)
      .where(
        and(
          eq(findings.state, 'open'),
          coachId ? eq(findings.coachId, coachId) : undefined,
          own ? eq(findings.coachId, own) : undefined,
        ),
      )
    return row?.open ?? 0
  },
})
