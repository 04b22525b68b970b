import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import * as paths from '#lib/core/paths'
import { listConnections } from '#lib/zoom-connections/list-connections'
import { Confirm } from '../../../../components/confirm'
import { pageContext } from '../../../../edge/page-context'
import { disconnect } from '../../actions'

export const metadata: Metadata = { title: 'Disconnect Zoom' }

/** Asked before, since clubs feel it: what ends, what stays. */
export default async function DisconnectPage({
  params,
}: PageProps<'/[organisation]/zoom/disconnect/[connectionId]'>) {
  const { organisation: slug, connectionId } = await params
  if (slug !== paths.ownSlug) notFound()
  const ctx = await pageContext(slug, paths.zoomDisconnect(slug, connectionId))
  const found = (await listConnections(ctx, {})).find((each) => each.connectionId === connectionId)
  if (found?.state !== 'connected') notFound()
  return (
    <Confirm
      title="Disconnect Zoom?"
      action={disconnect}
      verb="Disconnect Zoom"
      cancel={paths.zoom(slug)}
      hidden={{ connectionId }}
    >
      <p>
        We throw away the key to your account, and nothing new is read here. We tell Zoom, too,
        unless somebody else has connected the same Zoom account: for them it goes on.
      </p>
      <p>
        Your clubs see that Zoom is not connected, and after a day and a half your checks show as
        out of date. What was read before stays, because it is part of your clubs’ records.
      </p>
      <p>You can connect again at any time.</p>
    </Confirm>
  )
}
