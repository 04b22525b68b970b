import { redirect } from 'next/navigation'
import type { NextRequest } from 'next/server'
import { requireContext } from '#lib/auth/require-context'
import { isAppError, type ErrorCode } from '#lib/core/errors'
import * as paths from '#lib/core/paths'
import { log } from '#lib/log'
import { slugOfState } from '#lib/zoom-accounts/account-state'
import { completeAccountConnection } from '#lib/zoom-accounts/complete-account-connection'
import type { AccountAnswer } from '../../../../[organisation]/zoom/account-answers'

/**
 * Where Zoom sends whoever looks after a club's own account back to. Which club is in the state,
 * which is worth nothing without a post there. Code and state leave the address bar at once.
 */
export async function GET(request: NextRequest): Promise<never> {
  const query = request.nextUrl.searchParams
  const slug = slugOfState(query.get('state') ?? '')
  if (slug === null) redirect(paths.me())
  redirect(paths.zoom(slug, await answerTo(slug, query)))
}

async function answerTo(slug: string, query: URLSearchParams): Promise<AccountAnswer> {
  try {
    const ctx = await requireContext(slug)
    const error = query.get('error')
    if (error) return error === 'access_denied' ? 'refused' : 'unavailable'
    const [code, state] = [query.get('code'), query.get('state')]
    if (!code || !state) return 'expired'
    const { wasConnected } = await completeAccountConnection(ctx, { code, state })
    return wasConnected ? 'connected_again' : 'connected'
  } catch (error) {
    return answerOf(error)
  }
}

const answerOfCode: { readonly [code in ErrorCode]?: AccountAnswer } = {
  invalid_input: 'not_administrator',
  forbidden: 'not_administrator',
  // Signed out meanwhile: the page asks for a sign-in, and then says that it took too long.
  not_signed_in: 'expired',
  expired: 'expired',
}

function answerOf(error: unknown): AccountAnswer {
  const name = error instanceof Error ? error.name : typeof error
  if (!isAppError(error)) log.error({ error: name }, 'a Zoom account could not be connected')
  return (isAppError(error) && answerOfCode[error.code]) || 'unavailable'
}
