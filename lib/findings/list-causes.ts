import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { findings } from '#db/schema/results'
import { onlyCoach } from '../coaches/only-coach'
import { groupByCause, type Cause } from '../core/group-findings'
import { levels } from '../core/results'
import { id } from '../ids'
import { query } from '../query'
import { isNotAccepted } from './is-not-accepted'
import { orders, selectFindings } from './list-findings'
import { withAccounts, type CausedFinding } from './with-accounts'

export type Causes = {
  /** Worst first: what MUST be mended, and of that what has been open longest. */
  readonly causes: readonly Cause<CausedFinding>[]
  /** How many findings these are. */
  readonly findings: number
  /** There are more than are looked at here. */
  readonly more: boolean
}

/** More than a club's officers could mend in a season. */
const findings_max = 2000

/**
 * What is open, by its cause: one thing to do each, with all that it is in. What was accepted as a
 * risk is left out: it is counted apart. A coach sees their own.
 */
export const listCauses = query({
  permission: 'finding.read',
  input: z.object({
    level: z.enum(levels).optional(),
    coachId: id.optional(),
    control: z.string().max(20).optional(),
    /** Of the club's own account and its groups only. */
    of: z.literal('account').optional(),
  }),
  async run(tx, ctx, { level, coachId, control, of }): Promise<Causes> {
    const own = onlyCoach(ctx)
    const rows = await selectFindings(tx)
      .where(
        and(
          eq(findings.state, 'open'),
          isNotAccepted(ctx.now),
          level ? eq(findings.level, level) : undefined,
          coachId ? eq(findings.coachId, coachId) : undefined,
          control ? eq(findings.control, control) : undefined,
          of ? inArray(findings.subjectKind, ['account', 'group']) : undefined,
          own ? eq(findings.coachId, own) : undefined,
        ),
      )
      .orderBy(...orders.open(false))
      .limit(findings_max + 1)
    const shown = rows.slice(0, findings_max)
    const causes = groupByCause(await withAccounts(tx, ctx.now, shown))
    return { causes, findings: shown.length, more: rows.length > findings_max }
  },
})
