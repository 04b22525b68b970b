import { randomBytes } from 'node:crypto'
import { NextResponse, type NextRequest } from 'next/server'
import { mayPass } from '#lib/core/exact-origin'
import { networkOf } from '#lib/core/network'
import {
  contentSecurityPolicy,
  isUploaded,
  isVerifier,
  mayBeKept,
  securityHeaders,
  uploadedPolicy,
  verifierPolicy,
} from '#lib/core/security-headers'
import { env } from '#lib/env'
import { logSecurity } from '#lib/log-security'

const nonceBytes = 18

/**
 * Before every answer, static files too, so that no path slips past: requests that change something
 * come from our own pages only, and each page gets its own nonce. Never authorisation: that is
 * asked where the data is.
 */
export function proxy(request: NextRequest): NextResponse {
  const { APP_URL, ZOOM_OAUTH_URL, NODE_ENV } = env()
  const { method, headers, nextUrl } = request
  const asking = {
    method,
    path: nextUrl.pathname,
    origin: headers.get('origin'),
    host: headers.get('x-forwarded-host') ?? headers.get('host'),
    contentType: headers.get('content-type'),
    serverAction: headers.has('next-action'),
  }
  const nonce = randomBytes(nonceBytes).toString('base64')
  const development = NODE_ENV === 'development'
  const policy = contentSecurityPolicy({
    nonce,
    appUrl: APP_URL,
    zoomUrl: ZOOM_OAUTH_URL,
    development,
  })
  const answer = mayPass(asking, APP_URL) ? passedOn(request, nonce, policy) : refused(request)
  answer.headers.set('Content-Security-Policy', ownPolicyOf(nextUrl.pathname) ?? policy)
  for (const [name, value] of Object.entries(securityHeaders(APP_URL))) {
    answer.headers.set(name, value)
  }
  if (!mayBeKept(nextUrl.pathname)) answer.headers.set('Cache-Control', 'private, no-store')
  return answer
}

/** Of what is no page of ours; undefined for all else. */
const ownPolicyOf = (path: string) =>
  isUploaded(path) ? uploadedPolicy : isVerifier(path) ? verifierPolicy : undefined

/** Next finds the nonce in the policy, and the host that it compares with is the one in the settings. */
function passedOn(request: NextRequest, nonce: string, policy: string): NextResponse {
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('Content-Security-Policy', policy)
  headers.set('x-forwarded-host', new URL(env().APP_URL).host)
  return NextResponse.next({ request: { headers } })
}

function refused({ method, headers }: NextRequest): NextResponse {
  logSecurity('request_from_elsewhere', {
    network: networkOf(headers.get('x-forwarded-for')),
    method,
  })
  return new NextResponse(
    'This request did not come from a page of Touchline at its own address. Open the page again, then try once more.',
    { status: 403, headers: { 'Content-Type': 'text/plain; charset=utf-8' } },
  )
}
