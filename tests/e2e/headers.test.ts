import { describe, expect, test } from 'vitest'
import { personOf } from '#lib/demo/cast'
import { as, demo } from '../support/people'

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(demo.web + path, { headers, redirect: 'manual' })

describe('what every answer carries', () => {
  test('a content security policy with a nonce of its own each time, and no inline scripts', async () => {
    const policies = [await get('/'), await get('/')].map(
      (answer) => answer.headers.get('content-security-policy') ?? '',
    )
    const nonces = policies.map((policy) => /script-src[^;]*'nonce-([^']+)'/.exec(policy)?.[1])
    expect(nonces[0]).toMatch(/^[\w+/=-]{16,}$/)
    expect(nonces[0]).not.toBe(nonces[1])
    for (const policy of policies) {
      const scripts = /script-src([^;]*)/.exec(policy)?.[1] ?? ''
      expect(scripts).not.toMatch(/unsafe-(inline|eval)|https?:/)
      expect(policy).toMatch(/frame-ancestors 'none'/)
      expect(policy).toMatch(/object-src 'none'/)
      expect(policy).toMatch(/base-uri 'none'|base-uri 'self'/)
      expect(policy).toMatch(/form-action/)
    }
  })

  test.each(['/', '/attacked', '/sign-in', '/no-such-page', '/hartley-gymnastics'])(
    '%s: the other headers',
    async (path) => {
      const { headers } = await get(path)
      expect(headers.get('referrer-policy')).toBe('same-origin')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('permissions-policy')).toMatch(/camera=\(\)/)
      expect(headers.get('x-powered-by')).toBeNull()
    },
  )

  test('what somebody signed in is shown is stored by nobody', async () => {
    const { request } = await as(personOf('robin').email)
    for (const path of ['/me', '/hartley-gymnastics']) {
      const answer = await request.get(path)
      expect(answer.headers()['cache-control'], path).toMatch(/no-store/)
    }
  })
})

describe('the login', () => {
  test('is a __Host- cookie that scripts cannot read', async () => {
    const context = await as(personOf('robin').email)
    const [cookie] = (await context.cookies()).filter(({ name }) => /login/.test(name))
    expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax', path: '/' })
    expect(cookie?.name).toMatch(/^__Host-/)
  })
})

describe('a link never leads elsewhere', () => {
  test.each(['//elsewhere.example', '/\\elsewhere.example', 'https://elsewhere.example'])(
    'signing in with returnTo=%s stays here',
    async (to) => {
      const { request } = await as(personOf('robin').email)
      const answer = await request.get(`/sign-in?returnTo=${encodeURIComponent(to)}`, {
        maxRedirects: 0,
      })
      expect(answer.headers()['location'] ?? '').not.toMatch(/elsewhere/)
      expect(await answer.text()).not.toMatch(/(href|action)="[^"]*elsewhere\.example/)
    },
  )
})

test('health says that everything works', async () => {
  const answer = await get('/api/health')
  expect(await answer.json()).toMatchObject({ ok: true, database: 'ok', queue: 'ok', worker: 'ok' })
  expect(answer.status).toBe(200)
})
