import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { profileDrafts } from '#db/schema/profiles'
import type { Context } from '../context'
import { conflict, notFound } from '../core/errors'
import { effectiveAt } from '../core/profiles/effective'
import type { ProfileDocument } from '../core/profiles/document'
import type { Profile } from '../core/profiles/profile'
import type { Ignored } from '../core/profiles/tighten'
import { loosenings } from '../core/profiles/typed-choices'
import { addedWays } from '../core/profiles/ways'
import { id } from '../ids'
import type { RulesKnown } from './rules-known'

export type Draft = typeof profileDrafts.$inferSelect

/** Which draft, and as whom it was seen: whoever saw an older one is told so. */
export const whichDraft = z.object({ draftId: id, revision: z.coerce.number().int() })

/**
 * The draft as it was seen, held until the transaction ends. Throws `not_found` where there is none,
 * `conflict` where it was published, withdrawn or saved by somebody meanwhile.
 */
export async function openDraft(
  tx: Tx,
  { draftId, revision }: z.output<typeof whichDraft>,
): Promise<Draft> {
  const [draft] = await tx
    .select()
    .from(profileDrafts)
    .where(eq(profileDrafts.id, draftId))
    .for('update')
  if (!draft) throw notFound()
  if (draft.state !== 'open') {
    throw conflict('These rules were published or thrown away meanwhile. Look again.')
  }
  if (draft.revision !== revision) {
    throw conflict(
      'Somebody else saved these rules a moment ago. Nothing of yours is lost: it is still below. ' +
        'Look at theirs in another window, then save again to put yours in their place.',
    )
  }
  return draft
}

/** Changes an open draft, whose row `openDraft` holds. */
export const changeDraft = (
  tx: Tx,
  draftId: string,
  change: Partial<Pick<Draft, 'state' | 'document' | 'revision' | 'changedAt' | 'changedBy'>>,
) =>
  tx
    .update(profileDrafts)
    .set(change)
    .where(and(eq(profileDrafts.id, draftId), eq(profileDrafts.state, 'open')))

/** The rules of those above, which may be tightened and no more; null for a governing body. */
export function rulesAbove(ctx: Context, { sources, publications }: RulesKnown): Profile | null {
  const { kind, id: self } = ctx.organisation
  if (kind === 'governing_body') return null
  const above = sources.filter(({ organisationId }) => organisationId !== self)
  return effectiveAt(above, publications, ctx.now).profile
}

/** What of a lower tier's document asks for less than those above, whatever is announced. */
export const refusals = (above: Profile, document: ProfileDocument): Ignored[] => [
  ...loosenings(above.controls, document.controls),
  ...addedWays(document),
]
