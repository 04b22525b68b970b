import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { backwards } from '#lib/core/mends/plan-mend'
import * as paths from '#lib/core/paths'
import { getMend } from '#lib/mends/get-mend'
import { Confirm } from '../../../../components/confirm'
import { orNotFound } from '../../../../edge/or-not-found'
import { pageContext } from '../../../../edge/page-context'
import { undo } from '../../actions'

export const metadata: Metadata = { title: 'Put it back' }

/** Exactly what would be put back, to say yes or no to. */
export default async function PutBackPage({
  params,
}: PageProps<'/[organisation]/mends/[mendId]/put-back'>) {
  const { organisation: slug, mendId } = await params
  const ctx = await pageContext(slug, paths.mendPutBack(mendId, slug))
  const mend = await orNotFound(getMend(ctx, { mendId }))
  if (!mend.putBackUntil) notFound()
  return (
    <Confirm
      title="Put it back in Zoom?"
      action={undo}
      changes={mend.changes.map(backwards)}
      verb="Put it back"
      cancel={paths.mend(mendId, slug)}
      hidden={{ organisation: slug, mendId }}
    >
      <p>
        It will be as it was before you let us change it, and we read it back. What was wrong then
        will be wrong again, and {slug === paths.ownSlug ? 'your club' : 'the club'} will see that.
      </p>
    </Confirm>
  )
}
