'use server'

import { redirect } from 'next/navigation'
import { requireContext } from '#lib/auth/require-context'
import * as paths from '#lib/core/paths'
import { endConsent } from '#lib/mends/end-consent'
import { giveConsent } from '#lib/mends/give-consent'
import type { FormState } from '../../components/form-state'
import { act } from '../../edge/act'
import { typedText } from '../../edge/typed-text'

const own = paths.ownSlug

export async function startMending(_: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const connectionId = typedText(data, 'connectionId')
    await giveConsent(await requireContext(own), { connectionId })
    redirect(paths.zoom(own, 'mending'))
  })
}

export async function stopMending(_: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const connectionId = typedText(data, 'connectionId')
    await endConsent(await requireContext(own), { connectionId })
    redirect(paths.zoom(own, 'stopped_mending'))
  })
}
