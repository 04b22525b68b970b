'use server'

import { redirect } from 'next/navigation'
import { requireContext } from '#lib/auth/require-context'
import * as paths from '#lib/core/paths'
import { decideExemption } from '#lib/exemptions/decide-exemption'
import { sayExempt } from '#lib/exemptions/say-exempt'
import { withdrawExemption } from '#lib/exemptions/withdraw-exemption'
import type { FormState } from '../../components/form-state'
import { act } from '../../edge/act'
import { typedText } from '../../edge/typed-text'

/** An officer says where the club, or a session, belongs. */
export async function say(slug: string, _: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    await sayExempt(await requireContext(slug), {
      categoryKey: typedText(data, 'categoryKey'),
      sessionId: typedText(data, 'sessionId'),
      reason: typedText(data, 'reason'),
    })
    redirect(paths.exemptions(slug, { done: 'exempt_said' }))
  })
}

/** A second person says yes or no. */
export async function decide(slug: string, _: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const decision = typedText(data, 'decision') === 'confirmed' ? 'confirmed' : 'refused'
    await decideExemption(await requireContext(slug), {
      exemptionId: typedText(data, 'exemptionId'),
      decision,
    })
    redirect(paths.exemptions(slug, { done: `exempt_${decision}` }))
  })
}

/** The rules hold again. */
export async function withdraw(slug: string, _: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    await withdrawExemption(await requireContext(slug), {
      exemptionId: typedText(data, 'exemptionId'),
    })
    redirect(paths.exemptions(slug, { done: 'exempt_withdrawn' }))
  })
}
