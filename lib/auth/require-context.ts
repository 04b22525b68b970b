import { cache } from 'react'
import type { Context } from '../context'
import { AppError } from '../core/errors'
import { currentUser } from './current-user'
import { memberContext } from './member-context'

/** One clock a request, so that the frame around a page and the page itself agree. */
const requestNow = cache(() => new Date())

/**
 * Who is asking, in the organisation that an address names: `slug` is its own, or `paths.ownSlug`
 * for the person's own record. Throws `not_signed_in`, and `not_found` for whoever holds no post
 * there. Asked once a request, however often it is called.
 */
export const requireContext = cache(async (slug: string): Promise<Context> => {
  const user = await currentUser()
  if (!user) {
    throw new AppError(
      'not_signed_in',
      'You are not signed in any more. Sign in again in another window, then come back and try once more: what you typed is still here.',
    )
  }
  return memberContext(user, slug, requestNow())
})
