'use server'

import { redirect } from 'next/navigation'
import { requireContext } from '#lib/auth/require-context'
import * as paths from '#lib/core/paths'
import { endConsent } from '#lib/mends/end-consent'
import { giveConsent } from '#lib/mends/give-consent'
import { listMending } from '#lib/mends/list-mending'
import { startConnection } from '#lib/zoom-connections/start-connection'
import type { FormState } from '../../components/form-state'
import { act } from '../../edge/act'
import { typedText } from '../../edge/typed-text'

const own = paths.ownSlug

/** The person's yes, or an officer's for the club, and where Zoom has not said yes as well, on to Zoom at once. */
export async function startMending(_: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const connectionId = typedText(data, 'connectionId')
    const slug = typedText(data, 'organisation')
    const ctx = await requireContext(slug)
    const returnTo = paths.safeReturnTo(typedText(data, 'returnTo'), '')
    await giveConsent(ctx, { connectionId })
    const mending = (await listMending(ctx, {})).find((each) => each.connectionId === connectionId)
    if (mending?.missing.length === 0) redirect(returnTo || paths.zoom(slug, 'mending'))
    // Who says so for a club is not always who can say so at Zoom: its page says what is missing.
    if (slug !== own) redirect(paths.zoom(slug, 'mending'))
    const { address } = await startConnection(ctx, { returnTo })
    redirect(address)
  })
}

/** Zoom is still to be asked: there, and back to where the person was. */
export async function grantMending(_: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const returnTo = typedText(data, 'returnTo')
    const { address } = await startConnection(await requireContext(own), { returnTo })
    redirect(address)
  })
}

export async function stopMending(_: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const connectionId = typedText(data, 'connectionId')
    const slug = typedText(data, 'organisation')
    await endConsent(await requireContext(slug), { connectionId })
    redirect(paths.zoom(slug, 'stopped_mending'))
  })
}
