import * as logPaths from './log-paths'

export type PolicyFor = {
  nonce: string
  appUrl: string
  /** Where the form that connects Zoom is redirected to: browsers hold redirects to `form-action`. */
  zoomUrl: string
  /** The development server evaluates code and writes styles into pages. */
  development: boolean
}

/** What a page may load and run: nothing from anywhere else, and only scripts that carry its nonce. */
export function contentSecurityPolicy({ nonce, appUrl, zoomUrl, development }: PolicyFor): string {
  const directives = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${development ? ' ws:' : ''}`,
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    `form-action 'self' ${zoomSources(zoomUrl)}`,
    "frame-ancestors 'none'",
    ...(isHttps(appUrl) ? ['upgrade-insecure-requests'] : []),
  ]
  return directives.join('; ')
}

/** Zoom sends on to hosts of its own, such as an organisation's `name.zoom.us`. */
function zoomSources(zoomUrl: string): string {
  const { origin, protocol, hostname } = new URL(zoomUrl)
  return protocol === 'https:' ? `${origin} https://*.${hostname}` : origin
}

const isHttps = (url: string) => new URL(url).protocol === 'https:'

const unused = ['camera', 'microphone', 'geolocation', 'payment', 'usb', 'display-capture']

/** What every answer carries besides. `no-referrer` would make browsers send `Origin: null`. */
export function securityHeaders(appUrl: string): Readonly<Record<string, string>> {
  return {
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': unused.map((feature) => `${feature}=()`).join(', '),
    ...(isHttps(appUrl)
      ? { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' }
      : {}),
  }
}

/** Pages that are the same for everybody; whatever else is asked for stays in no cache. */
const publicPaths: readonly string[] = [
  '/',
  '/attacked',
  '/attacked/offline',
  '/help',
  '/who-sees-what',
  '/verify',
  '/verify.html',
]

/** False for what only its reader may see: it is kept nowhere, not even for the back button. */
export const mayBeKept = (path: string) =>
  publicPaths.includes(path) ||
  path.startsWith(`${logPaths.log()}/`) ||
  path.startsWith('/_next/') ||
  /^\/[^/]+\.(js|svg|ico|txt)$/.test(path)

/** The verifier, a file with its script in it. */
export const isVerifier = (path: string) => path === '/verify' || path === '/verify.html'

/**
 * The policy of the verifier's answer. The file itself says which script may run, by its hash, so that
 * it says so from a USB stick as well; both hold.
 */
export const verifierPolicy =
  "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** What somebody uploaded, which is saved and never shown: not even a browser that opens it runs it. */
export const isUploaded = (path: string) =>
  /\/policies\/[^/]+\/versions\/[^/]+\/file\/?$/.test(path)

/** The policy of such a file. */
export const uploadedPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox"
