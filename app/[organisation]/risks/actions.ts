'use server'

import { redirect } from 'next/navigation'
import { decideRequest } from '#lib/acceptances/decide-request'
import { decideExemptionRequest } from '#lib/exemptions/decide-exemption-request'
import { requireContext } from '#lib/auth/require-context'
import * as paths from '#lib/core/paths'
import type { FormState } from '../../components/form-state'
import { act } from '../../edge/act'
import { typedText } from '../../edge/typed-text'
import { chosenDecision } from '../chosen-decision'

/** Somebody of a region or body says yes or no to a club that has nobody else to decide. */
export async function answer(
  slug: string,
  requestId: string,
  _: FormState,
  data: FormData,
): Promise<FormState> {
  return act(data, async () => {
    const decision = chosenDecision(data)
    const why = typedText(data, 'why')
    await decideRequest(await requireContext(slug), { requestId, decision, why })
    const done = decision === 'approved' ? 'risk_accepted' : 'risk_refused'
    redirect(paths.acceptanceRequests(slug, done))
  })
}

/** The same for a club that says that some rules do not apply to it, or to a session. */
export async function answerExemption(
  slug: string,
  requestId: string,
  _: FormState,
  data: FormData,
): Promise<FormState> {
  return act(data, async () => {
    const decision = typedText(data, 'decision') === 'confirmed' ? 'confirmed' : 'refused'
    await decideExemptionRequest(await requireContext(slug), { requestId, decision })
    redirect(paths.acceptanceRequests(slug, `exempt_above_${decision}`))
  })
}
