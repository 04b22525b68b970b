import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { policyDrafts } from '#db/schema/policies'
import { conflict, notFound } from '../core/errors'
import { id } from '../ids'

export type PolicyDraft = typeof policyDrafts.$inferSelect

/** Which draft, and as whom it was seen: whoever saw an older one is told so. */
export const whichDraft = z.object({ policyId: id, revision: z.coerce.number().int() })

/**
 * The open draft of a policy as it was seen, held until the transaction ends. Throws `not_found`
 * where there never was one, `conflict` where it was published, thrown away or saved meanwhile.
 */
export async function openDraft(
  tx: Tx,
  { policyId, revision }: z.output<typeof whichDraft>,
): Promise<PolicyDraft> {
  const [draft] = await tx
    .select()
    .from(policyDrafts)
    .where(and(eq(policyDrafts.policyId, policyId), eq(policyDrafts.state, 'open')))
    .for('update')
  if (!draft) {
    const known = await tx.$count(policyDrafts, eq(policyDrafts.policyId, policyId))
    if (known === 0) throw notFound()
    throw conflict('This draft was published or thrown away meanwhile. Look again.')
  }
  if (draft.revision !== revision) {
    throw conflict(
      'Somebody else saved this a moment ago. Nothing of yours is lost: it is still below. ' +
        'Look at theirs in another window, then save again to put yours in their place.',
    )
  }
  return draft
}

/** Changes an open draft, whose row `openDraft` holds. */
export const changeDraft = (tx: Tx, draftId: string, change: Partial<PolicyDraft>) =>
  tx
    .update(policyDrafts)
    .set(change)
    .where(and(eq(policyDrafts.id, draftId), eq(policyDrafts.state, 'open')))
