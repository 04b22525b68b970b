'use server'

import { redirect } from 'next/navigation'
import { requireContext } from '#lib/auth/require-context'
import * as paths from '#lib/core/paths'
import { offerClaim } from '#lib/register/offer-claim'
import type { FormState } from '../../components/form-state'
import { act } from '../../edge/act'
import { typedText } from '../../edge/typed-text'

/** `bind` the slugs of the club that has it and of the one that is to get it; who may is asked in lib. */
export async function offer(
  from: string,
  to: string,
  _: FormState,
  data: FormData,
): Promise<FormState> {
  return act(data, async () => {
    await offerClaim(await requireContext(from), await requireContext(to), {
      credentialId: typedText(data, 'credentialId'),
      replaces: typedText(data, 'replaces') || null,
    })
    redirect(paths.ownRecord('claim_offered'))
  })
}
