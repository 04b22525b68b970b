import { command } from '../command'
import { changeDraft, openDraft, whichDraft } from './open-draft'

/** Throws a policy's draft away. Throws `conflict` where somebody has saved or published it meanwhile. */
export const throwAwayPolicyDraft = command({
  name: 'policy.throw_away_draft',
  permission: 'policy.write',
  input: whichDraft,
  async run(tx, _ctx, which) {
    const { id: draftId } = await openDraft(tx, which)
    await changeDraft(tx, draftId, { state: 'withdrawn', pdf: null })
    return { result: undefined, trail: [{ subject: 'policy', subjectId: which.policyId }] }
  },
})
