import { NextRequest } from 'next/server'
import { describe, expect, test } from 'vitest'
import { exempt, mayPass, type Asking } from '#lib/core/exact-origin'
import { networkOf, senderAddress } from '#lib/core/network'
import { policyFile, policyVersion } from '#lib/core/paths'
import { contentSecurityPolicy, mayBeKept, securityHeaders } from '#lib/core/security-headers'
import { proxy } from '../../proxy'

const appUrl = 'https://touchline.example'
const ours: Asking = {
  method: 'POST',
  path: '/sign-in',
  origin: 'https://touchline.example',
  host: 'touchline.example',
  contentType: 'multipart/form-data; boundary=x',
  serverAction: true,
}

describe('a request that changes something', () => {
  test('passes from a page of ours', () => {
    expect(mayPass(ours, appUrl)).toBe(true)
  })

  test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'CONNECT', 'post', 'MADE-UP'])(
    'by %s without an Origin is refused',
    (method) => {
      expect(mayPass({ ...ours, method, origin: null }, appUrl)).toBe(false)
    },
  )

  test.each([
    ['foreign', 'https://evil.example'],
    ['hidden by the browser', 'null'],
    ['empty', ''],
    ['of the plain protocol', 'http://touchline.example'],
    ['of another port', 'https://touchline.example:8443'],
    ['of a host below ours', 'https://a.touchline.example'],
    ['of a host that begins like ours', 'https://touchline.example.evil.example'],
    ['with a path', 'https://touchline.example/'],
    ['in other letters', 'https://TOUCHLINE.example'],
  ])('with an Origin %s is refused', (_, origin) => {
    expect(mayPass({ ...ours, origin }, appUrl)).toBe(false)
  })

  test.each(['evil.example', 'touchline.example, evil.example', 'touchline.example:81', '', null])(
    'for the host %s is refused, whatever its Origin',
    (host) => {
      expect(mayPass({ ...ours, host }, appUrl)).toBe(false)
      expect(mayPass({ ...ours, host, origin: `https://${host}` }, appUrl)).toBe(false)
    },
  )

  test.each(['GET', 'HEAD', 'OPTIONS'])('is none by %s, which passes', (method) => {
    expect(mayPass({ ...ours, method, origin: null, host: 'other.example' }, appUrl)).toBe(true)
  })

  test('the port is part of the address in development', () => {
    const local = { ...ours, origin: 'http://localhost:3000', host: 'localhost:3000' }
    expect(mayPass(local, 'http://localhost:3000')).toBe(true)
    expect(mayPass({ ...local, origin: 'http://127.0.0.1:3000' }, 'http://localhost:3000')).toBe(
      false,
    )
  })
})

describe('machines that send without a browser', () => {
  const machine: Asking = {
    ...ours,
    path: '/api/zoom/webhook',
    origin: null,
    contentType: 'application/json; charset=utf-8',
    serverAction: false,
  }

  test('are these, and no others', () => {
    expect(exempt).toEqual(['/api/zoom/webhook'])
  })

  test('pass with JSON', () => {
    expect(mayPass(machine, appUrl)).toBe(true)
  })

  test.each([
    ['a Server Action', { serverAction: true }],
    ['a form', { contentType: 'application/x-www-form-urlencoded' }],
    ['a form with files', { contentType: 'multipart/form-data' }],
    ['text, as a form can send it', { contentType: 'text/plain' }],
    ['what begins like JSON', { contentType: 'application/jsonp' }],
    ['no type', { contentType: null }],
    ['a path below', { path: '/api/zoom/webhook/x' }],
    ['a path that ends in a slash', { path: '/api/zoom/webhook/' }],
    ['another path', { path: '/api/zoom/callback' }],
  ])('do not pass with %s', (_, change) => {
    expect(mayPass({ ...machine, ...change }, appUrl)).toBe(false)
  })
})

describe('what a page may load', () => {
  const policyFor = { nonce: 'abc', appUrl, zoomUrl: 'https://zoom.us', development: false }
  const directives = (text: string) =>
    new Map(text.split('; ').map((each) => [each.split(' ')[0], each.split(' ').slice(1)]))
  const policy = directives(contentSecurityPolicy(policyFor))

  test('no script runs without the nonce', () => {
    expect(policy.get('script-src')).toEqual(["'self'", "'nonce-abc'", "'strict-dynamic'"])
    expect(contentSecurityPolicy(policyFor)).not.toMatch(/unsafe|\*(?!\.zoom)/)
  })

  test('nobody frames it, and no form of it leads elsewhere than to Zoom', () => {
    expect(policy.get('frame-ancestors')).toEqual(["'none'"])
    expect(policy.get('base-uri')).toEqual(["'none'"])
    expect(policy.get('form-action')).toEqual(["'self'", 'https://zoom.us', 'https://*.zoom.us'])
  })

  test('a stand-in for Zoom is named exactly, and plain http is not upgraded', () => {
    const local = {
      ...policyFor,
      appUrl: 'http://localhost:3000',
      zoomUrl: 'http://localhost:4000/x',
    }
    const found = directives(contentSecurityPolicy(local))
    expect(found.get('form-action')).toEqual(["'self'", 'http://localhost:4000'])
    expect(found.has('upgrade-insecure-requests')).toBe(false)
    expect(policy.has('upgrade-insecure-requests')).toBe(true)
  })

  test('only the development server evaluates code', () => {
    const text = contentSecurityPolicy({ ...policyFor, development: true })
    expect(directives(text).get('script-src')).toContain("'unsafe-eval'")
  })

  test('the referrer stays on the site, so that browsers send an Origin', () => {
    expect(securityHeaders(appUrl)).toMatchObject({
      'Referrer-Policy': 'same-origin',
      'X-Content-Type-Options': 'nosniff',
      'Strict-Transport-Security': expect.stringContaining('max-age=63072000'),
    })
    expect(securityHeaders('http://localhost:3000')).not.toHaveProperty('Strict-Transport-Security')
  })
})

test.each([
  ['/', true],
  ['/attacked', true],
  ['/_next/static/a.css', true],
  ['/guide-sw.js', true],
  ['/me', false],
  ['/hartley/coaches', false],
  ['/sign-in/confirm', false],
  ['/api/health', false],
  ['/attacked/x', false],
])('%s may be kept by a browser: %s', (path, kept) => {
  expect(mayBeKept(path)).toBe(kept)
})

describe('the proxy', () => {
  const at = (path: string, init: { method?: string; headers?: Record<string, string> } = {}) =>
    proxy(new NextRequest(new URL(path, 'http://localhost:3000'), init))
  const home = { origin: 'http://localhost:3000', host: 'localhost:3000' }

  test('lets nothing run in what somebody uploaded, wherever it is opened', () => {
    const policyOf = (path: string) => at(path).headers.get('content-security-policy')
    const version = policyVersion('hartley', 'p1', 'v1')
    expect(policyOf(policyFile('hartley', 'p1', 'v1'))).toMatch(/^default-src 'none';.* sandbox$/)
    for (const page of [version, '/hartley/policies/file']) {
      expect(policyOf(page)).toContain('strict-dynamic')
    }
  })

  test('refuses what has no Origin, or a forged host, before anything runs', () => {
    expect(at('/sign-in', { method: 'POST', headers: { host: home.host } }).status).toBe(403)
    const forged = { ...home, 'x-forwarded-host': 'evil.example' }
    expect(at('/sign-in', { method: 'POST', headers: forged }).status).toBe(403)
    expect(at('/sign-in', { method: 'POST', headers: home }).status).toBe(200)
  })

  test('refuses on every path: there is none that it does not see', async () => {
    const paths = ['/_next/static/x.js', '/guide-sw.js', '/api/health', '/nobody/at/all']
    for (const path of paths) expect(at(path, { method: 'POST' }).status).toBe(403)
    expect(await import('../../proxy')).not.toHaveProperty('config')
  })

  test('gives each answer a nonce of its own, and hands it to the page', () => {
    const [one, two] = [at('/me'), at('/me')]
    const nonce = one.headers.get('x-middleware-request-x-nonce')
    expect(nonce).toMatch(/^[A-Za-z0-9+/]{24}$/)
    expect(one.headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`)
    expect(two.headers.get('content-security-policy')).not.toContain(`'nonce-${nonce}'`)
  })

  test('hands on the host of the settings and not the one that was sent', () => {
    const answer = at('/me', { headers: { 'x-forwarded-host': 'evil.example' } })
    expect(answer.headers.get('x-middleware-request-x-forwarded-host')).toBe('localhost:3000')
  })

  test('lets nobody keep what is signed in', () => {
    expect(at('/me').headers.get('cache-control')).toBe('private, no-store')
    expect(at('/attacked').headers.get('cache-control')).toBeNull()
  })
})

test.each([
  [null, 'unknown'],
  ['', 'unknown'],
  ['203.0.113.7', '203.0.113.7'],
  ['1.1.1.1, 203.0.113.7', '203.0.113.7'],
  ['203.0.113.7, forged', 'unknown'],
  ['::1', '0:0:0:0::/64'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:0:1:aaaa:bbbb:cccc:dddd', '2001:db8:0:1::/64'],
  ['2001:0DB8:0000:0001::9', '2001:db8:0:1::/64'],
  ['2001:db8::9', '2001:db8:0:0::/64'],
])('the network of %s is %s', (forwardedFor, network) => {
  expect(networkOf(forwardedFor)).toBe(network)
})

test.each([
  [0, '203.0.113.7', '192.0.2.1'],
  [0, '', '192.0.2.1'],
  [1, '203.0.113.7', '203.0.113.7'],
  [1, '198.51.100.1, 203.0.113.7', '203.0.113.7'],
  [2, '198.51.100.1, 203.0.113.7,10.0.0.1', '203.0.113.7'],
  [2, '10.0.0.1', '192.0.2.1'],
  [1, '', '192.0.2.1'],
  [1, 'forged, ', '192.0.2.1'],
])('behind %i servers, of "%s" is believed %s', (proxiesInFront, forwardedFor, believed) => {
  expect(senderAddress({ forwardedFor, socket: '192.0.2.1', proxiesInFront })).toBe(believed)
})
