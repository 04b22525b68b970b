import { redirect } from 'next/navigation'
import type { NextRequest } from 'next/server'
import { requireContext } from '#lib/auth/require-context'
import { isAppError, type ErrorCode } from '#lib/core/errors'
import * as paths from '#lib/core/paths'
import { log } from '#lib/log'
import { completeConnection } from '#lib/zoom-connections/complete-connection'
import { listConnections } from '#lib/zoom-connections/list-connections'
import type { Answer } from '../../../[organisation]/zoom/answers'

/** Where Zoom sends the person back to. The code and the state leave the address bar at once. */
export async function GET(request: NextRequest): Promise<never> {
  const { answer, returnTo } = await answerTo(request.nextUrl.searchParams)
  redirect(returnTo ?? paths.zoom(paths.ownSlug, answer))
}

/** What came of it; and where it went well for somebody who was sent from a page, that page. */
type Came = { answer: Answer; returnTo?: string | null }

async function answerTo(query: URLSearchParams): Promise<Came> {
  try {
    const ctx = await requireContext(paths.ownSlug)
    const error = query.get('error')
    if (error) return { answer: error === 'access_denied' ? 'refused' : 'unavailable' }
    const [code, state] = [query.get('code'), query.get('state')]
    if (!code || !state) return { answer: 'expired' }
    const before = await listConnections(ctx, {})
    const { connectionId, returnTo } = await completeConnection(ctx, { code, state })
    const known = before.find((each) => each.connectionId === connectionId)
    const isAgain = known?.state === 'connected'
    return { answer: isAgain ? 'connected_again' : 'connected', returnTo }
  } catch (error) {
    return { answer: answerOf(error) }
  }
}

const answerOfCode: { readonly [code in ErrorCode]?: Answer } = {
  invalid_input: 'too_little',
  // Signed out meanwhile: the page asks for a sign-in, and then says that it took too long.
  not_signed_in: 'expired',
  expired: 'expired',
}

function answerOf(error: unknown): Answer {
  const name = error instanceof Error ? error.name : typeof error
  if (!isAppError(error)) log.error({ error: name }, 'a Zoom account could not be connected')
  return (isAppError(error) && answerOfCode[error.code]) || 'unavailable'
}
