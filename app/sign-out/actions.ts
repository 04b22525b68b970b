'use server'

import { redirect } from 'next/navigation'
import { endLogin } from '#lib/auth/end-login'
import { currentUser } from '#lib/auth/current-user'
import { requireContext } from '#lib/auth/require-context'
import * as paths from '#lib/core/paths'
import type { FormState } from '../components/form-state'
import { act } from '../edge/act'

/** Ends the login here or, where the button says so, on every device. */
export async function end(_: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    // Signed out meanwhile, in another window: that is what was wanted.
    if (await currentUser()) {
      const everywhere = data.get('where') === 'everywhere'
      await endLogin(await requireContext(paths.ownSlug), { everywhere })
    }
    redirect(paths.signOut())
  })
}
