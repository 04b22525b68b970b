import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { exchangeConsent, refreshTokens } from '#lib/zoom-connections/ask-zoom'
import { hasShared, sharedText } from '../support/shared'

vi.hoisted(() => {
  process.env.LOG_LEVEL = 'silent'
  process.env.TOUCHLINE_SECRET = 'x'.repeat(32)
  process.env.ZOOM_CLIENT_ID = 'client'
  process.env.ZOOM_CLIENT_SECRET = 'secret'
  delete process.env.ZOOM_OAUTH_URL
  delete process.env.ZOOM_API_URL
})

const now = new Date('2026-11-25T10:00:00Z')

type Asked = { url: URL; init: RequestInit; form: string }
let asked: Asked[] = []
/** What Zoom's two servers answer, in turn. */
let zoomAnswers: readonly (() => Response)[] = []

const json = (status: number, body: object | string) => () =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), { status })

vi.stubGlobal('fetch', (url: URL, init: RequestInit) => {
  const answer = zoomAnswers[asked.length]
  const form = init.body instanceof URLSearchParams ? init.body.toString() : ''
  asked.push({ url, init, form })
  return answer ? Promise.resolve(answer()) : Promise.reject(new TypeError('fetch failed'))
})
afterAll(() => vi.unstubAllGlobals())
beforeEach(() => {
  asked = []
})

const tokens = {
  access_token: 'access-1',
  refresh_token: 'refresh-1',
  token_type: 'bearer',
  expires_in: 3599,
  scope: 'user:read:user meeting:read:meeting',
}
const user = json(200, { id: 'u1', account_id: 'a1', type: 1 })

async function connect(body: object) {
  zoomAnswers = [json(200, body), user]
  return exchangeConsent('user', { code: 'the-code', state: 's'.repeat(43) }, now)
}

describe('the token of a consent', () => {
  test('is asked for with a form and the app’s own name and secret, nothing of it in the address', async () => {
    const grant = await connect(tokens)
    const [token] = asked
    expect(token?.url.href).toBe('https://zoom.us/oauth/token')
    expect(token?.init.method).toBe('POST')
    expect(token?.init.headers).toEqual({
      authorization: `Basic ${Buffer.from('client:secret').toString('base64')}`,
    })
    expect(token?.form).toMatch(/^grant_type=authorization_code&code=the-code&/)
    expect(grant.scopes).toBe(tokens.scope)
    expect(grant.tokens.expiresAt).toEqual(new Date(now.getTime() + 3_599_000))
    expect(asked.map(({ url }) => url.search)).toEqual(['', ''])
  })

  test.each([
    ['none is named', undefined, 'https://api.zoom.us'],
    ['it is the usual one', 'https://api.zoom.us', 'https://api.zoom.us'],
    ['it is a regional one', 'https://api-eu.zoom.us', 'https://api-eu.zoom.us'],
    ['it has a path', 'https://api-uk.zoom.us/v9', 'https://api-uk.zoom.us'],
    ['it is somebody else’s', 'https://api.zoom.us.example.org', 'https://api.zoom.us'],
    ['it only sounds like Zoom’s', 'https://evilzoom.us', 'https://api.zoom.us'],
    ['it is not secure', 'http://api-eu.zoom.us', 'https://api.zoom.us'],
    ['it is no address', 'api-eu', 'https://api.zoom.us'],
  ])('is used at the host that Zoom names for it, where %s', async (_, api_url, host) => {
    const grant = await connect({ ...tokens, ...(api_url === undefined ? {} : { api_url }) })
    expect(grant.apiUrl).toBe(`${host}/v2`)
    expect(asked[1]?.url.href).toBe(`${host}/v2/users/me`)
  })
})

describe('an answer to a refresh', () => {
  const refresh = async (...answers: (() => Response)[]) => {
    zoomAnswers = answers
    return refreshTokens('user', 'refresh-1', now)
  }

  test('with new tokens gives the new refresh token, which replaces the old', async () => {
    expect(await refresh(json(200, { ...tokens, refresh_token: 'refresh-2' }))).toMatchObject({
      ok: true,
      tokens: { refreshToken: 'refresh-2' },
    })
    expect(asked[0]?.form).toBe('grant_type=refresh_token&refresh_token=refresh-1')
  })

  const invalid = { reason: 'Invalid Token!', error: 'invalid_grant' }

  test.each<[string, () => Response, boolean]>([
    ['says that the grant is invalid', json(400, invalid), true],
    ['says so with the status of before 2022', json(401, invalid), true],
    ['says so with an error of the server’s', json(500, invalid), false],
    ['says that there are too many', json(429, invalid), false],
    ['says that the request is invalid', json(400, { error: 'invalid_request' }), false],
    ['is a page', json(400, '<html>invalid_grant</html>'), false],
    ['is cut off', json(200, '{"access_token":"a","refr'), false],
    ['has no refresh token', json(200, { access_token: 'a', expires_in: 3599 }), false],
  ])('that %s ends the consent or does not', async (_, answer, dead) => {
    expect(await refresh(answer)).toEqual({ ok: false, dead })
  })

  test.skipIf(!hasShared)('as Zoom documents it ends the consent', async () => {
    const text = sharedText('zoom/fixtures/errors-documented/oauth-400-invalid_grant.json')
    expect(await refresh(json(400, text))).toEqual({ ok: false, dead: true })
  })

  test.skipIf(!hasShared)('as it was recorded gives tokens', async () => {
    for (const name of ['real-rest-frigg/oauth_token', 'rapid7/oauth2_token']) {
      asked = []
      const body: object = JSON.parse(sharedText(`zoom/fixtures/${name}.json`))
      expect(await refresh(json(200, { refresh_token: 'kept', ...body })), name).toMatchObject({
        ok: true,
      })
    }
  })
})
