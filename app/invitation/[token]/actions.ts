'use server'

import { redirect } from 'next/navigation'
import * as paths from '#lib/core/paths'
import { requireContext } from '#lib/auth/require-context'
import { acceptInvitation } from '#lib/invitations/accept-invitation'
import { listConnections } from '#lib/zoom-connections/list-connections'
import type { FormState } from '../../components/form-state'
import { act } from '../../edge/act'

/** A coach goes on to connect Zoom, where that is still to do; everybody else to where they came in. */
export async function accept(token: string, _: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const me = await requireContext(paths.ownSlug)
    const { slug, purpose } = await acceptInvitation(me, { token })
    if (purpose !== 'coach') redirect(paths.organisation(slug))
    const connections = await listConnections(me, {})
    const connected = connections.some(({ state }) => state === 'connected')
    redirect(connected ? paths.me() : paths.zoom(paths.ownSlug))
  })
}
