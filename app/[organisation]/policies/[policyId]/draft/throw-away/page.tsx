import type { Metadata } from 'next'
import * as paths from '#lib/core/paths'
import { getPolicyDraft } from '#lib/policies/get-draft'
import { Confirm } from '../../../../../components/confirm'
import { Time } from '../../../../../components/time'
import { orNotFound } from '../../../../../edge/or-not-found'
import { pageContext } from '../../../../../edge/page-context'
import { throwAway } from '../../../actions'

export const metadata: Metadata = { title: 'Throw the draft away' }

/** Asked before, since what was written in it is gone then. */
export default async function ThrowPolicyDraftAwayPage({
  params,
}: PageProps<'/[organisation]/policies/[policyId]/draft/throw-away'>) {
  const { organisation: slug, policyId } = await params
  const ctx = await pageContext(slug, paths.policyDraftThrow(slug, policyId))
  const draft = await orNotFound(getPolicyDraft(ctx, { policyId }))
  return (
    <Confirm
      title="Throw the draft away?"
      action={throwAway.bind(null, slug)}
      verb="Throw it away"
      cancel={paths.policyDraft(slug, policyId)}
      hidden={{ policy: policyId, revision: String(draft.revision) }}
    >
      <p>
        What was written in {draft.title === '' ? 'it' : `“${draft.title}”`} is gone then.{' '}
        {draft.isOwn ? 'You' : 'Somebody else'} last saved it{' '}
        <Time at={draft.changedAt} now={ctx.now} as="relative" />.
      </p>
      <p>What was published stays as it is, and nobody is told.</p>
    </Confirm>
  )
}
