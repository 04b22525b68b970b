import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { policyDrafts, policyVersions } from '#db/schema/policies'
import { actorUserId } from '../context'
import { calendarDate } from '../core/dates'
import { notFound } from '../core/errors'
import { leftToDo } from '../core/policies/draft'
import { id } from '../ids'
import { query } from '../query'

/** A policy that is being written, with all that is still to do before it can be published. */
export const getPolicyDraft = query({
  permission: 'policy.write',
  input: z.object({ policyId: id }),
  isolation: 'repeatable read',
  async run(tx, ctx, { policyId }) {
    const [row] = await tx
      .select()
      .from(policyDrafts)
      .where(and(eq(policyDrafts.policyId, policyId), eq(policyDrafts.state, 'open')))
    if (!row) throw notFound()
    const published = await tx.$count(policyVersions, eq(policyVersions.policyId, policyId))
    const { pdf, ...draft } = row
    return {
      ...draft,
      pdf_bytes: pdf?.length ?? null,
      isFirst: published === 0,
      version: published + 1,
      isOwn: row.changedBy === actorUserId(ctx),
      left: leftToDo({ ...draft, hasPdf: pdf !== null }, published === 0, calendarDate(ctx.now)),
    }
  },
})
