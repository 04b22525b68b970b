import { eq, sql } from 'drizzle-orm'
import { profilePreviews } from '#db/schema/profiles'
import { command } from '../command'
import { askingLimits } from '../core/asking-limits'
import { notFound } from '../core/errors'
import { newId } from '../ids'
import { refuseBeyond } from '../trail/refuse-beyond'
import { openDraft, whichDraft } from './open-draft'

/**
 * Asks each club below how it would stand under rules that are being written. Each finds out for
 * itself, from what was read before; what comes back are counts. Throws `conflict` as `openDraft`,
 * `too_many_attempts`.
 */
export const askPreview = command({
  name: 'profile.ask_preview',
  permission: 'profile.change',
  input: whichDraft,
  async run(tx, ctx, which) {
    if (ctx.organisation.kind === 'club') throw notFound()
    const draft = await openDraft(tx, which)
    await refuseBeyond(
      tx,
      ctx,
      askingLimits.previewsADay,
      { commands: ['profile.ask_preview'] },
      `The clubs were asked ${askingLimits.previewsADay.count} times in a day. Try again tomorrow.`,
    )
    const previewId = newId()
    await tx.insert(profilePreviews).values({
      ...{ organisationId: ctx.organisation.id, id: previewId, draftId: draft.id },
      ...{ revision: draft.revision, document: draft.document, askedAt: ctx.now },
    })
    const asked = await tx.execute<{ clubs: number }>(
      sql`select ask_preview(${previewId}::uuid) as clubs`,
    )
    const clubs = asked.rows[0]?.clubs ?? 0
    await tx.update(profilePreviews).set({ clubs }).where(eq(profilePreviews.id, previewId))
    return {
      result: { previewId, clubs },
      trail: [{ subject: 'draft', subjectId: draft.id, detail: { preview: previewId, clubs } }],
    }
  },
})
