import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import * as paths from '#lib/core/paths'
import { mayRole } from '#lib/core/permissions'
import { Confirm } from '../../../../components/confirm'
import { pageContext } from '../../../../edge/page-context'
import { withdraw } from '../../actions'
import { aboutWhat } from '../../exemption-card'
import { oneExemption } from '../../one-exemption'

export const metadata: Metadata = { title: 'Take this back' }

/** Asks before it is taken back: the rules hold there again. */
export default async function WithdrawExemptionPage({
  params,
}: PageProps<'/[organisation]/exemptions/[exemptionId]/withdraw'>) {
  const { organisation: slug, exemptionId } = await params
  const ctx = await pageContext(slug, paths.exemptionWithdraw(slug, exemptionId))
  if (!mayRole(ctx.roles, 'exemption.say')) notFound()
  const said = await oneExemption(ctx, exemptionId)
  return (
    <Confirm
      title="Take this back?"
      action={withdraw.bind(null, slug)}
      verb="Take it back"
      cancel={paths.exemptions(slug)}
      hidden={{ exemptionId }}
    >
      <p>
        {aboutWhat(said)}: {said.category}.
      </p>
      <p>From then on all rules hold there again. It stays on record that it was said.</p>
    </Confirm>
  )
}
