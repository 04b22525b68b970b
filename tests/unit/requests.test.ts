import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { escapeHtml } from '#lib/core/escape-html'
import { exempt, mayPass, type Asking } from '#lib/core/exact-origin'
import { healthOf, zoomHeard, type HealthFacts } from '#lib/core/health'
import { networkOf, senderAddress } from '#lib/core/network'
import * as headers from '#lib/core/security-headers'
import { evidenceHashes, sha256Hex } from '#lib/core/sha256'

/** What is decided of a request, and said of every answer, before any page is asked. */

describe('where a request comes from', () => {
  const socket = '10.0.0.1'

  test.each([
    [0, 'a, b', socket],
    [1, 'a, b', 'b'],
    [2, 'a, b', 'a'],
    [3, 'a, b', socket],
    [1, 'a, ', socket],
    [1, '', socket],
    [1, ' b ', 'b'],
  ])('behind %i servers, of %j, is %s', (proxiesInFront, forwardedFor, address) => {
    expect(senderAddress({ forwardedFor, socket, proxiesInFront })).toBe(address)
  })

  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['a, 203.0.113.7 ', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::FFFF:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:db8:1::', '2001:db8:1:0::/64'],
    ['2001:db8:1:2:3:4:5::', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['::1:2:3:4:5:6', '0:0:1:2::/64'],
    ['1::2:3:4:5:6:7', '1:0:2:3::/64'],
    ['2001:0000:0:00a0::1', '2001:0:0:a0::/64'],
    ['1.2.3', 'unknown'],
    ['1.2.3.4.5', 'unknown'],
    ['1234.2.3.4', 'unknown'],
    ['x1.2.3.4', 'unknown'],
    ['1.2.3.4x', 'unknown'],
    ['x::ffff:1.2.3.4', 'unknown'],
    ['::ffff:1.2.3.4x', 'unknown'],
    ['2001:db8::x', 'unknown'],
    ['x2001:db8::', 'unknown'],
    ['abc', 'unknown'],
    ['', 'unknown'],
    [null, 'unknown'],
  ])('%j is the network %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})

describe('a request that changes something', () => {
  const appUrl = 'https://touchline.example'
  const asking: Asking = {
    ...{ method: 'POST', path: '/me', origin: appUrl, host: 'touchline.example' },
    ...{ contentType: 'text/plain', serverAction: false },
  }
  const may = (differs: Partial<Asking>) => mayPass({ ...asking, ...differs }, appUrl)

  test('passes from a page of ours, at our address alone', () => {
    expect(may({})).toBe(true)
    expect(may({ origin: 'https://elsewhere.example' })).toBe(false)
    expect(may({ origin: `${appUrl}:444` })).toBe(false)
    expect(may({ origin: 'http://touchline.example' })).toBe(false)
    expect(may({ origin: null })).toBe(false)
    expect(may({ host: 'elsewhere.example' })).toBe(false)
  })

  test('is one by its method', () => {
    const from = { origin: null }
    const methods = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'get']
    expect(methods.filter((method) => may({ ...from, method }))).toEqual(['GET', 'HEAD', 'OPTIONS'])
  })

  test('passes without a page only as JSON at a path that proves itself, and never as an action', () => {
    const [path = ''] = exempt
    const hook = { path, origin: null, contentType: 'application/json' }
    expect(exempt).toEqual(['/api/zoom/webhook'])
    expect(may(hook)).toBe(true)
    expect(may({ ...hook, contentType: 'Application/JSON ; charset=utf-8' })).toBe(true)
    expect(may({ ...hook, serverAction: true })).toBe(false)
    expect(may({ ...hook, path: `${path}/x` })).toBe(false)
    for (const contentType of [
      'text/plain',
      'application/jsonx',
      'x application/json',
      'application/json x',
    ]) {
      expect(may({ ...hook, contentType })).toBe(false)
    }
    expect(may({ ...hook, contentType: null })).toBe(false)
  })
})

describe('every answer', () => {
  const policyOf = (differs: Partial<headers.PolicyFor> = {}) =>
    new Map(
      headers
        .contentSecurityPolicy({
          ...{ nonce: 'n1', appUrl: 'https://touchline.example', zoomUrl: 'https://zoom.us/x' },
          ...{ development: false, ...differs },
        })
        .split('; ')
        .map((directive): [string, string] => {
          const [name = '', ...sources] = directive.split(' ')
          return [name, sources.join(' ')]
        }),
    )

  test('lets a page load and run what is ours, and nothing else', () => {
    expect(Object.fromEntries(policyOf())).toEqual({
      'default-src': "'self'",
      'script-src': "'self' 'nonce-n1' 'strict-dynamic'",
      'style-src': "'self' 'nonce-n1'",
      'img-src': "'self' data:",
      'font-src': "'self'",
      'connect-src': "'self'",
      'worker-src': "'self'",
      'object-src': "'none'",
      'base-uri': "'none'",
      'form-action': "'self' https://zoom.us https://*.zoom.us",
      'frame-ancestors': "'none'",
      'upgrade-insecure-requests': '',
    })
  })

  test('says so of a machine of one’s own without TLS, and of the development server', () => {
    const local = policyOf({ appUrl: 'http://localhost:3000', zoomUrl: 'http://localhost:4000/x' })
    expect(local.has('upgrade-insecure-requests')).toBe(false)
    expect(local.get('form-action')).toBe("'self' http://localhost:4000")
    const development = policyOf({ development: true })
    expect(development.get('script-src')).toMatch(/ 'unsafe-eval'$/)
    expect(development.get('style-src')).toBe("'self' 'unsafe-inline'")
    expect(development.get('connect-src')).toBe("'self' ws:")
  })

  test('has the headers that keep a page by itself', () => {
    const local = headers.securityHeaders('http://localhost:3000')
    expect(local).toEqual({
      ...{ 'Referrer-Policy': 'same-origin', 'X-Content-Type-Options': 'nosniff' },
      ...{ 'X-Frame-Options': 'DENY', 'Cross-Origin-Opener-Policy': 'same-origin' },
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Permissions-Policy':
        'camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()',
    })
    expect(headers.securityHeaders('https://touchline.example')).toEqual({
      ...{ ...local, 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' },
    })
  })

  test('may be kept only where it is the same for everybody', () => {
    const kept = ['/', '/attacked', '/attacked/offline', '/help', '/who-sees-what']
    const ofLog = ['/log/checkpoint', '/log/policy', '/log/tile/0/x001/067']
    const files = [
      ...ofLog,
      '/_next/static/a.js',
      '/sw.js',
      '/icon.svg',
      '/favicon.ico',
      '/robots.txt',
    ]
    for (const path of [...kept, ...files]) expect(headers.mayBeKept(path), path).toBe(true)
    const own = [
      '/me',
      '/logs/x',
      '/hartley',
      '/hartley/help',
      '/help/x',
      '/hartley/a.js',
      '/x/_next/a',
    ]
    const strange = ['/a.html', '/a.jsx', '/sw.js/x', '//sw.js', 'sw.js']
    for (const path of [...own, ...strange]) expect(headers.mayBeKept(path), path).toBe(false)
  })

  test('of an uploaded file is never shown as a page', () => {
    const file = '/hartley/policies/p/versions/v/file'
    expect([file, `${file}/`].map(headers.isUploaded)).toEqual([true, true])
    const others = [
      `${file}/x`,
      `${file}s`,
      '/hartley/policies/p/versions/file',
      '/policies/p/versions/a/b/file',
    ]
    for (const path of others) expect(headers.isUploaded(path), path).toBe(false)
    expect(headers.uploadedPolicy).toMatch(/sandbox$/)
  })

  test('says text as text', () => {
    expect(escapeHtml('<a href="x">B & C</a>')).toBe(
      '&lt;a href=&quot;x&quot;&gt;B &amp; C&lt;/a&gt;',
    )
    expect(escapeHtml('plain')).toBe('plain')
  })
})

describe('whether it is well', () => {
  const now = new Date('2026-11-25T12:00:00Z')
  const ago = (ms: number) => new Date(now.getTime() - ms)
  const facts: HealthFacts = {
    ...{ databaseAnswers: true, queueAnswers: true, workerSeenAt: now, oldestDueAt: null },
    webhookSeenAt: now,
  }
  const of = (differs: Partial<HealthFacts>) => healthOf({ ...facts, ...differs }, now)

  test('it is, where every part is, and says when each was seen', () => {
    const at = now.toISOString()
    expect(of({ oldestDueAt: now })).toEqual({
      ...{ ok: true, database: 'ok', queue: 'ok', worker: 'ok', workerSeenAt: at },
      ...{ due: 'ok', oldestDueAt: at, webhooks: 'ok', webhookSeenAt: at },
      ...{ log: 'ok', logTrouble: null },
    })
    expect(of({})).toMatchObject({ ok: true, oldestDueAt: null })
  })

  test.each([
    [{ databaseAnswers: false }, { database: 'does not answer' }],
    [{ queueAnswers: false }, { queue: 'does not answer' }],
    [{ workerSeenAt: null }, { worker: 'never seen', workerSeenAt: null }],
    [{ workerSeenAt: ago(60_001) }, { worker: 'silent' }],
    [{ oldestDueAt: ago(900_001) }, { due: 'late' }],
  ])('it is not with %j', (differs, says) => {
    expect(of(differs)).toMatchObject({ ok: false, ...says })
  })

  test('a minute without a worker, and a quarter of an hour of waiting, are well', () => {
    expect(of({ workerSeenAt: ago(60_000), oldestDueAt: ago(900_000) }).ok).toBe(true)
  })

  test('Zoom’s silence is said, and is no fault', () => {
    const days3_ms = 3 * 24 * 60 * 60_000
    expect(zoomHeard(null, now)).toBe('never heard')
    expect(zoomHeard(ago(days3_ms), now)).toBe('ok')
    expect(zoomHeard(ago(days3_ms + 1), now)).toBe('silent')
    const { webhookSeenAt: _, ...unheard } = facts
    expect(healthOf(unheard, now)).toMatchObject({
      ...{ ok: true, webhooks: 'never heard', webhookSeenAt: null },
    })
  })
})

test('an evidence record is hashed as the log publishes it', () => {
  const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
  expect(sha256Hex('abc')).toBe(abc)
  expect(sha256Hex(Uint8Array.of(0x61, 0x62, 0x63))).toBe(abc)
  const leaf = createHash('sha256')
    .update(Buffer.from(`00${abc}`, 'hex'))
    .digest('hex')
  expect(evidenceHashes('abc')).toEqual({ entry: abc, leaf })
})
