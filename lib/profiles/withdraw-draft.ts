import { command } from '../command'
import { changeDraft, openDraft, whichDraft } from './open-draft'

/**
 * Throws rules away that were being written. Throws `conflict` where somebody has saved, published
 * or withdrawn them meanwhile.
 */
export const withdrawDraft = command({
  name: 'profile.withdraw_draft',
  permission: 'profile.change',
  input: whichDraft,
  async run(tx, _ctx, which) {
    const { id: draftId } = await openDraft(tx, which)
    await changeDraft(tx, draftId, { state: 'withdrawn' })
    return { result: undefined, trail: [{ subject: 'draft', subjectId: draftId }] }
  },
})
