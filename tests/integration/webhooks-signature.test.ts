import { anEvent, deliver, otherSecret, signedRequest, webhookSecret } from '../support/webhooks'
import { createHmac, randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { receiveWebhook } from '#lib/zoom-events/receive-webhook'
import { readBytes } from '#lib/read-bytes'
import { signingSecret } from '#lib/zoom/webhook-signature'
import { rowsOf } from '../support/connections'

const now = new Date('2026-11-25T09:00:00Z')
const seconds = (at: Date) => String(Math.floor(at.getTime() / 1000))
const inboxOf = async (accountId: string) =>
  rowsOf<object>('select * from system.webhook_inbox where zoom_account_id = $1', [accountId])

const settingsEvent = (accountId: string = randomUUID()) =>
  anEvent('user.settings_updated', { accountId, at: now, object: { id: 'user-1' } })

describe('Zoom’s signature, in the form of its documentation', () => {
  const body = '{"event":"user.settings_updated","event_ts":1764061200000,"payload":{}}'
  const hex = createHmac('sha256', webhookSecret)
    .update(`v0:${seconds(now)}:${body}`)
    .digest('hex')
  const signed = (signature: string | null, timestamp: string | null, raw = body) =>
    signingSecret(
      { signature, timestamp, rawBody: Buffer.from(raw) },
      [otherSecret, webhookSecret],
      now,
    )

  test('is accepted, and says which secret it was made with', () => {
    expect(signed(`v0=${hex}`, seconds(now))).toBe(webhookSecret)
  })

  test.each<[string, string | null]>([
    ['none', null],
    ['empty', ''],
    ['without its version', hex],
    ['of another version', `v1=${hex}`],
    ['cut short', `v0=${hex.slice(0, -1)}`],
    ['too long', `v0=${hex}0`],
    ['in capitals', `v0=${hex.toUpperCase()}`],
    ['one character off', `v0=${hex.slice(0, -1)}${hex.endsWith('0') ? '1' : '0'}`],
    ['with characters of several bytes', `v0=${'é'.repeat(64)}`],
  ])('is refused: %s', (_, signature) => {
    expect(signed(signature, seconds(now))).toBeNull()
  })

  test('is refused without our having the secret', () => {
    const rawBody = Buffer.from(body)
    const given = { signature: `v0=${hex}`, timestamp: seconds(now), rawBody }
    expect(signingSecret(given, [otherSecret], now)).toBeNull()
    expect(signingSecret(given, [], now)).toBeNull()
  })

  test('is over the bytes as they came: written anew in the same words, it is refused', () => {
    const spaced = body.replace('":', '" : ')
    expect(JSON.parse(spaced)).toEqual(JSON.parse(body))
    expect(signed(`v0=${hex}`, seconds(now), spaced)).toBeNull()
    expect(signed(`v0=${hex}`, seconds(now), `${body}\n`)).toBeNull()
  })
})

describe('the time of a delivery', () => {
  const at = (offset_seconds: number) => String(now.getTime() / 1000 + offset_seconds)

  test.each([0, -1, 1, -300, 300])('is accepted %i seconds off', async (offset) => {
    const timestamp = at(offset)
    expect(await deliver(settingsEvent(), { now, timestamp })).toMatchObject({ status: 204 })
  })

  test.each([-301, 301, -86_400])('is refused %i seconds off, well signed', async (offset) => {
    expect(await deliver(settingsEvent(), { now, timestamp: at(offset) })).toMatchObject({
      status: 401,
    })
  })

  test.each([
    ['in milliseconds', String(now.getTime())],
    ['the body’s own, in milliseconds', String(now.getTime() + 1)],
    ['as text', now.toISOString()],
    ['with a fraction', `${now.getTime() / 1000}.5`],
    ['negative', '-1'],
    ['empty', ''],
    ['beyond all numbers', '9'.repeat(400)],
  ])('is refused %s, well signed', async (_, timestamp) => {
    expect(await deliver(settingsEvent(), { now, timestamp })).toMatchObject({ status: 401 })
  })
})

describe('what arrives', () => {
  test('again within the window changes nothing, and is answered as the first time', async () => {
    const accountId = randomUUID()
    const request = await signedRequest(JSON.stringify(settingsEvent(accountId)), { now })
    expect(await receiveWebhook(request.clone(), now)).toMatchObject({ status: 204 })
    const [first] = await inboxOf(accountId)
    const later = new Date(now.getTime() + 60_000)
    expect(await receiveWebhook(request.clone(), later)).toEqual({ status: 204, hints: [] })
    expect(await inboxOf(accountId)).toEqual([first])
  })

  test('again after the window is refused', async () => {
    const request = await signedRequest(JSON.stringify(settingsEvent()), { now })
    const later = new Date(now.getTime() + 301_000)
    expect(await receiveWebhook(request, later)).toMatchObject({ status: 401 })
  })

  test('cut short is refused', async () => {
    const whole = JSON.stringify(settingsEvent())
    const { headers } = await signedRequest(whole, { now })
    const cut = new Request('http://localhost/', {
      method: 'POST',
      body: whole.slice(0, -3),
      headers,
    })
    expect(await receiveWebhook(cut, now)).toMatchObject({ status: 401 })
  })

  test('cut short before it was signed is no event', async () => {
    expect(await deliver('{"event":"user.set', { now })).toMatchObject({ status: 400 })
  })

  test.each([
    ['nothing', ''],
    ['no object', '[]'],
    ['null', 'null'],
    ['no event', '{"payload":{"account_id":"a"}}'],
    ['no account', '{"event":"user.settings_updated","payload":{}}'],
    ['an event that is none', '{"event":"a b","payload":{"account_id":"a"}}'],
    ['another tree', '{"event":{"name":"x"},"payload":[]}'],
    ['a validation without a token', '{"event":"endpoint.url_validation","payload":{}}'],
    [
      'a validation with a token too long',
      `{"event":"endpoint.url_validation","payload":{"plainToken":"${'x'.repeat(201)}"}}`,
    ],
  ])('well signed with %s in it is refused', async (_, raw) => {
    expect(await deliver(raw, { now })).toMatchObject({ status: 400 })
  })

  test('of 2 MB is refused, and no more of it is held than the limit', async () => {
    const large = Buffer.alloc(2 * 1024 * 1024, 0x20)
    expect(await deliver(large, { now })).toMatchObject({ status: 413 })
    let sent = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 65_536
        controller.enqueue(new Uint8Array(65_536))
      },
    })
    expect(await readBytes(endless, 256 * 1024)).toBeNull()
    expect(sent).toBeLessThan(512 * 1024)
  })

  test('that says it is 2 MB is refused before it is read', async () => {
    const request = await signedRequest('{}', { now, headers: { 'content-length': '2097152' } })
    expect(await receiveWebhook(request, now)).toMatchObject({ status: 413 })
    expect(request.bodyUsed).toBe(false)
  })

  test('in UTF-8 is read as such, whatever the header says of it', async () => {
    const accountId = `Zoë ${randomUUID()}`
    const headers = { 'content-type': 'application/json; charset=iso-8859-1' }
    expect(await deliver(settingsEvent(accountId), { now, headers })).toMatchObject({ status: 204 })
    expect(await inboxOf(accountId)).toHaveLength(1)
  })

  test('in another character set is refused, though it is well signed', async () => {
    const latin1 = Buffer.from(JSON.stringify(settingsEvent(`Zoë ${randomUUID()}`)), 'latin1')
    expect(await deliver(latin1, { now })).toMatchObject({ status: 400 })
    const utf16 = Buffer.from(JSON.stringify(settingsEvent()), 'utf16le')
    expect(await deliver(utf16, { now })).toMatchObject({ status: 400 })
  })

  test('with the secret of any configured app is taken; with another’s it is not', async () => {
    for (const secret of [webhookSecret, otherSecret]) {
      expect(await deliver(settingsEvent(), { now, secret })).toMatchObject({ status: 204 })
    }
    const accountId = randomUUID()
    expect(await deliver(settingsEvent(accountId), { now, secret: 'guessed' })).toMatchObject({
      status: 401,
    })
    expect(await inboxOf(accountId)).toEqual([])
  })

  test('that we do not act on is answered and not kept', async () => {
    const accountId = randomUUID()
    const joined = anEvent('meeting.participant_joined', { accountId, at: now, object: {} })
    expect(await deliver(joined, { now })).toEqual({ status: 204, hints: [] })
    expect(await inboxOf(accountId)).toEqual([])
  })
})

describe('the question whether the address is ours', () => {
  test('is answered with the secret it was signed with, and kept nowhere', async () => {
    const plainToken = 'qgg8vlvZRS6UYooatFL8Aw'
    const question = {
      event: 'endpoint.url_validation',
      event_ts: now.getTime(),
      payload: { plainToken },
    }
    for (const secret of [webhookSecret, otherSecret]) {
      const encryptedToken = createHmac('sha256', secret).update(plainToken).digest('hex')
      expect(await deliver(question, { now, secret })).toEqual({
        status: 200,
        json: { plainToken, encryptedToken },
        hints: [],
      })
    }
    const kept = await rowsOf<object>(
      "select 1 from system.webhook_inbox where event = 'endpoint.url_validation'",
      [],
    )
    expect(kept).toEqual([])
  })

  test('is not answered to somebody who cannot sign', async () => {
    const question = { event: 'endpoint.url_validation', payload: { plainToken: 'x' } }
    expect(await deliver(question, { now, secret: 'guessed' })).toEqual({ status: 401, hints: [] })
  })
})
