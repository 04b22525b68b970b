import { webhookSecret } from '../support/webhooks'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { WebhookAnswer } from '#lib/zoom-events/receive-webhook'
import { startSandbox } from '#lib/zoom-sandbox/start-sandbox'
import { client, connect } from '../support/stand-in-zoom'
import { rowsOf } from '../support/connections'

/** The product's own receiver, at an address; `down` makes it answer with a status of its own. */
let down: number[] = []
let heard: { body: string; timestamp: string; requestId: string; status: number }[] = []

const server = createServer((request, response) => void hear(request, response))

async function hear(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await buffer(request)
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value))
  const answer = await receive(headers, body)
  const { status } = answer
  const one = (name: string) => headers.get(name) ?? ''
  const [timestamp, requestId] = [one('x-zm-request-timestamp'), one('x-zm-request-id')]
  heard.push({ body: body.toString(), timestamp, requestId, status })
  response.writeHead(status, {
    location: 'http://127.0.0.1:1/',
    'content-type': 'application/json',
  })
  response.end(answer.json ? JSON.stringify(answer.json) : undefined)
}

async function receive(
  headers: Headers,
  body: Buffer,
): Promise<Omit<WebhookAnswer, 'status'> & { status: number }> {
  const status = down.shift()
  if (status !== undefined) return { status, hints: [] }
  const { receiveWebhook } = await import('#lib/zoom-events/receive-webhook')
  return receiveWebhook({ headers, body: new Blob([new Uint8Array(body)]).stream() }, new Date())
}

server.listen(0, '127.0.0.1')
await once(server, 'listening')
const address = server.address()
const port = typeof address === 'object' && address ? address.port : 0
const url = `http://127.0.0.1:${port}/api/zoom/webhook`
const start = (secret = webhookSecret, to = url) =>
  startSandbox({
    port: 0,
    ...client,
    webhook: { url: to, secret, minute_ms: 2, validate_minutes: 0 },
  })
const sandbox = await start()
const { world } = sandbox

afterAll(async () => {
  await sandbox.close()
  server.close()
})
beforeEach(() => {
  down = []
  heard = []
})

let people = 0
function aUser() {
  people += 1
  return world.addUser({ name: 'Jo Coach', email: `jo.${people}@example.org`, plan: 'pro' })
}

async function anAllowedUser() {
  const user = aUser()
  await connect(sandbox, user.id)
  return user
}

const eventOf = (body: string): unknown => JSON.parse(body)
const storedOf = (accountId: string) =>
  rowsOf<{ event: string; zoom_user_id: string | null; zoom_meeting_id: string | null }>(
    `select event, zoom_user_id, zoom_meeting_id from system.webhook_inbox
     where zoom_account_id = $1 order by received_at, event`,
    [accountId],
  )

describe('the stand-in Zoom', () => {
  beforeAll(async () => {
    await world.webhooks.settled()
  })

  test('asks whether the address is ours, and is told', async () => {
    expect(await world.webhooks.validate()).toBe(true)
    const other = await start('not the app’s secret')
    expect(await other.world.webhooks.validate()).toBe(false)
    await other.close()
  })

  test('tells of a flipped setting: what changed, and what it was', async () => {
    const user = await anAllowedUser()
    world.setUserSetting(user.id, 'in_meeting.who_can_share_screen', 'all')
    await world.webhooks.settled()
    expect(heard.map(({ body }) => eventOf(body))).toMatchObject([
      {
        event: 'user.settings_updated',
        payload: {
          account_id: user.accountId,
          object: { id: user.id, settings: { in_meeting: { who_can_share_screen: 'all' } } },
          old_object: { settings: { in_meeting: { who_can_share_screen: 'host' } } },
        },
      },
    ])
    expect(await storedOf(user.accountId)).toEqual([
      { event: 'user.settings_updated', zoom_user_id: user.id, zoom_meeting_id: null },
    ])
  })

  test('tells of meetings, and of what happens to them', async () => {
    const user = await anAllowedUser()
    const { id } = world.addMeeting(user.id, { topic: 'Class', startsAt: null })
    world.setMeeting(user.id, id, { 'settings.waiting_room': false })
    for (const event of ['meeting.started', 'meeting.risk_alert', 'meeting.ended']) {
      world.sendEvent(user.id, { event, meetingId: id })
    }
    world.sendEvent(user.id, { event: 'app_deauthorized' })
    world.removeMeeting(user.id, id)
    await world.webhooks.settled()
    const stored = await storedOf(user.accountId)
    expect(stored.map(({ event }) => event).toSorted()).toEqual([
      'app_deauthorized',
      'meeting.created',
      'meeting.deleted',
      'meeting.ended',
      'meeting.risk_alert',
      'meeting.started',
      'meeting.updated',
    ])
    const ofMeetings = stored.filter(({ event }) => event.startsWith('meeting.'))
    expect(ofMeetings.map((row) => row.zoom_meeting_id)).toEqual(Array(6).fill(String(id)))
  })

  test('tells nothing of somebody who does not allow the app', async () => {
    const user = aUser()
    world.setUserSetting(user.id, 'in_meeting.who_can_share_screen', 'all')
    await world.webhooks.settled()
    expect(heard).toEqual([])
  })
})

describe('its tries', () => {
  const told = async (user: { id: string }) => {
    world.setUserSetting(user.id, 'in_meeting.who_can_share_screen', 'all')
    await world.webhooks.settled()
    return world.webhooks.deliveries().at(-1)
  }

  test('go on after a 5xx, with the same body and id, signed anew; stored once', async () => {
    const user = await anAllowedUser()
    down = [503, 500, 502]
    expect(await told(user)).toMatchObject({ state: 'delivered', tries: [503, 500, 502, 204] })
    expect(new Set(heard.map(({ body }) => body))).toHaveProperty('size', 1)
    expect(new Set(heard.map(({ requestId }) => requestId))).toHaveProperty('size', 1)
    expect(await storedOf(user.accountId)).toHaveLength(1)
  })

  test('end after the fourth', async () => {
    const user = await anAllowedUser()
    down = [503, 503, 503, 503]
    expect(await told(user)).toMatchObject({ state: 'given_up', tries: [503, 503, 503, 503] })
  })

  test.each([301, 400, 401, 404, 413])('end at once after a %i', async (status) => {
    const user = await anAllowedUser()
    down = [status]
    expect(await told(user)).toMatchObject({ state: 'refused', tries: [status] })
  })

  test('go on where nobody answers', async () => {
    const away = await start(webhookSecret, 'http://127.0.0.1:1/')
    const user = away.world.addUser({ name: 'Jo', email: 'jo@example.org', plan: 'pro' })
    away.world.sendEvent(user.id, { event: 'user.updated' })
    await away.world.webhooks.settled()
    expect(away.world.webhooks.deliveries()).toMatchObject([
      { state: 'given_up', tries: [0, 0, 0, 0] },
    ])
    await away.close()
  })

  test('are refused where the secret is another, and are not made again', async () => {
    const other = await start('not the app’s secret')
    const user = other.world.addUser({ name: 'Jo', email: 'jo@example.org', plan: 'pro' })
    other.world.sendEvent(user.id, { event: 'user.updated' })
    await other.world.webhooks.settled()
    expect(other.world.webhooks.deliveries()).toMatchObject([{ state: 'refused', tries: [401] }])
    await other.close()
  })

  test('and what there is to tell can be asked for by other programs, too', async () => {
    const user = await anAllowedUser()
    const post = (body: object) =>
      fetch(`${sandbox.url}/sandbox/users/${user.id}/events`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    expect(await post({ event: 'user.deactivated' })).toHaveProperty('status', 200)
    expect(await post({ event: 'no.such' })).toHaveProperty('status', 400)
    await world.webhooks.settled()
    expect(await storedOf(user.accountId)).toMatchObject([{ event: 'user.deactivated' }])
    const seen: unknown = await (await fetch(`${sandbox.url}/sandbox/webhooks`)).json()
    expect(seen).toContainEqual(expect.objectContaining({ event: 'user.deactivated' }))
  })
})
