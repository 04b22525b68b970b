import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { counted } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import { getAccount } from '#lib/zoom-accounts/get-account'
import { Confirm } from '../../../../../components/confirm'
import { orNotFound } from '../../../../../edge/or-not-found'
import { pageContext } from '../../../../../edge/page-context'
import { endAccount } from '../../../account-actions'

export const metadata: Metadata = { title: 'Disconnect the club’s Zoom account' }

/** Asked before, since coaches feel it: what ends, what stays. */
export default async function DisconnectAccountPage({
  params,
}: PageProps<'/[organisation]/zoom/account/[connectionId]/disconnect'>) {
  const { organisation: slug, connectionId } = await params
  const ctx = await pageContext(slug, paths.zoomAccountDisconnect(slug, connectionId))
  const { accounts } = await orNotFound(getAccount(ctx))
  const found = accounts.find((account) => account.connectionId === connectionId)
  if (!found || found.disconnectReason === 'by_person') notFound()
  const coaches = found.hosts.coach
  return (
    <Confirm
      title="Disconnect the club’s Zoom account?"
      action={endAccount}
      verb="Disconnect the account"
      cancel={paths.zoom(slug)}
      hidden={{ organisation: slug, connectionId }}
    >
      <p>
        We throw away the key to the account, and nothing new is read here. We tell Zoom, too,
        unless somebody else has connected the same Zoom account: for them it goes on.
      </p>
      <p>
        {coaches === 0
          ? 'What was found in the account so far closes, without counting as mended.'
          : `${counted(coaches, 'coach is', 'coaches are')} checked by it. From then on nobody checks their sessions, unless they connect Zoom themselves. What was found so far closes, without counting as mended.`}{' '}
        The history stays on the club’s record.
      </p>
      <p>You can connect it again at any time. Who is which coach is remembered.</p>
    </Confirm>
  )
}
