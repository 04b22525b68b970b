'use server'

import { redirect } from 'next/navigation'
import { requireContext } from '#lib/auth/require-context'
import * as paths from '#lib/core/paths'
import { requestPack } from '#lib/evidence-packs/request-pack'
import type { FormState } from '../../components/form-state'
import { act } from '../../edge/act'
import { typedText } from '../../edge/typed-text'

/** Asks for a pack, and leads to where it can be watched. */
export async function request(slug: string, _: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const period = { from: typedText(data, 'from'), until: typedText(data, 'until') }
    const { packId } = await requestPack(await requireContext(slug), period)
    redirect(paths.evidencePack(slug, packId))
  })
}
