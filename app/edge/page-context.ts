import { redirect } from 'next/navigation'
import type { Context } from '#lib/context'
import { isAppError } from '#lib/core/errors'
import * as paths from '#lib/core/paths'
import { currentUser } from '#lib/auth/current-user'
import { requireContext } from '#lib/auth/require-context'
import { orNotFound } from './or-not-found'

/**
 * Who is looking at a page, in the organisation that its address names. Who is not signed in is
 * sent to do so and comes back to `returnTo`; who has not said their name is asked first; who holds
 * no post there gets Next's page for what is not there.
 */
export async function pageContext(slug: string, returnTo: string): Promise<Context> {
  try {
    const ctx = await orNotFound(requireContext(slug))
    if ((await currentUser())?.nameless) redirect(paths.signInName(returnTo))
    return ctx
  } catch (error) {
    if (isAppError(error, 'not_signed_in')) redirect(paths.signIn(returnTo))
    throw error
  }
}
