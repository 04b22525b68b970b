'use server'

import { redirect } from 'next/navigation'
import { requireContext } from '#lib/auth/require-context'
import * as paths from '#lib/core/paths'
import * as rightsPaths from '#lib/core/rights-paths'
import { askErasure } from '#lib/rights/ask-erasure'
import { withdrawErasure } from '#lib/rights/withdraw-erasure'
import type { FormState } from '../../components/form-state'
import { act } from '../../edge/act'

/** Erases one's own record and asks each club; who is needed nowhere is signed out for good. */
export async function askToBeErased(_: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const { finished } = await askErasure(await requireContext(paths.ownSlug))
    redirect(finished ? paths.home() : rightsPaths.eraseMe('erasure_asked'))
  })
}

export async function takeErasureBack(_: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    await withdrawErasure(await requireContext(paths.ownSlug), {})
    redirect(rightsPaths.eraseMe('erasure_withdrawn'))
  })
}
