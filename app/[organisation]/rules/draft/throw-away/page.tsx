import type { Metadata } from 'next'
import * as paths from '#lib/core/paths'
import { getDraft } from '#lib/profiles/get-draft'
import { Confirm } from '../../../../components/confirm'
import { Time } from '../../../../components/time'
import { orNotFound } from '../../../../edge/or-not-found'
import { pageContext } from '../../../../edge/page-context'
import { throwAway } from '../../actions'

export const metadata: Metadata = { title: 'Throw the draft away' }

/** Asked before, since what was written in it is gone then. */
export default async function ThrowDraftAwayPage({
  params,
}: PageProps<'/[organisation]/rules/draft/throw-away'>) {
  const { organisation: slug } = await params
  const ctx = await pageContext(slug, paths.rulesDraftThrow(slug))
  const { draftId, revision, isOwn, changedAt } = await orNotFound(getDraft(ctx, {}))
  return (
    <Confirm
      title="Throw the draft away?"
      action={throwAway.bind(null, slug)}
      verb="Throw it away"
      cancel={paths.rulesDraft(slug)}
      hidden={{ draft: draftId, revision: String(revision) }}
    >
      <p>
        What was chosen in it is gone then. {isOwn ? 'You' : 'Somebody else'} last saved it{' '}
        <Time at={changedAt} now={ctx.now} as="relative" />.
      </p>
      <p>The rules that are in force stay as they are, and nobody is told.</p>
    </Confirm>
  )
}
