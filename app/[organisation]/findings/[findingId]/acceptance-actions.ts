'use server'

import { redirect } from 'next/navigation'
import { decideAcceptance } from '#lib/acceptances/decide-acceptance'
import { requestAcceptance } from '#lib/acceptances/request-acceptance'
import { withdrawAcceptance } from '#lib/acceptances/withdraw-acceptance'
import { requireContext } from '#lib/auth/require-context'
import * as paths from '#lib/core/paths'
import type { FormState } from '../../../components/form-state'
import { act } from '../../../edge/act'
import { typedText } from '../../../edge/typed-text'
import { chosenDecision } from '../../chosen-decision'

/** An officer asks that the risk of a finding be accepted until a day. */
export async function ask(
  slug: string,
  findingId: string,
  _: FormState,
  data: FormData,
): Promise<FormState> {
  return act(data, async () => {
    const input = { findingId, reason: typedText(data, 'reason'), until: typedText(data, 'until') }
    await requestAcceptance(await requireContext(slug), input)
    redirect(paths.finding(slug, findingId))
  })
}

/** A second person says yes or no to it. */
export async function decide(
  slug: string,
  { findingId, acceptanceId }: { findingId: string; acceptanceId: string },
  _: FormState,
  data: FormData,
): Promise<FormState> {
  return act(data, async () => {
    const why = typedText(data, 'why')
    const decision = chosenDecision(data)
    await decideAcceptance(await requireContext(slug), { acceptanceId, decision, why })
    redirect(paths.finding(slug, findingId))
  })
}

/** Takes a request, or an acceptance that is in force, back. */
export async function withdraw(
  slug: string,
  { findingId, acceptanceId }: { findingId: string; acceptanceId: string },
  _: FormState,
  data: FormData,
): Promise<FormState> {
  return act(data, async () => {
    await withdrawAcceptance(await requireContext(slug), { acceptanceId })
    redirect(paths.finding(slug, findingId))
  })
}
