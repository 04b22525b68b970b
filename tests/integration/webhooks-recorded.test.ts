import { eventKinds, signedRequest } from '../support/webhooks'
import '../support/sandbox'
import { NextRequest } from 'next/server'
import type * as NextServer from 'next/server'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { isJsonObject, type Json, type JsonObject } from '#lib/core/canonical-json'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { actionOf, isOfWholeAccount } from '#lib/zoom-events/event-actions'
import { connectAccount, doDue, zoomUser } from '../support/audits'
import { rowsOf } from '../support/connections'
import { aPerson } from '../support/contexts'
import { hasShared, sharedFiles, sharedText } from '../support/shared'

// What Next does after the answer was sent, here at once.
vi.mock('next/server', async (original) => ({
  ...(await original<typeof NextServer>()),
  after: (run: () => Promise<void>) => run(),
}))

/** Zoom sends this, signed, to the address that Next answers. */
async function deliver(raw: string): Promise<Response> {
  const { POST } = await import('../../app/api/zoom/webhook/route')
  return POST(new NextRequest(await signedRequest(raw)))
}

beforeAll(prepareQueue)
afterAll(closeQueue)
// Recordings share their ids: the next one's user is to be somebody else's.
afterEach(() =>
  rowsOf(
    `with gone as (update zoom_connections set state = 'disconnected')
     delete from system.webhook_inbox`,
    [],
  ),
)

const recorded = hasShared
  ? sharedFiles('zoom/fixtures').filter((path) => /\/webhooks\/[^/]+\.json$/.test(path))
  : []

/** Every text in a body, with its key. */
const texts = (value: Json, key = ''): [string, string][] => {
  if (typeof value === 'string') return [[key, value]]
  if (Array.isArray(value)) return value.flatMap((each: Json) => texts(each, key))
  if (isJsonObject(value)) return Object.entries(value).flatMap(([k, each]) => texts(each, k))
  return []
}

/** Keys whose values we keep: ids, times and words of Zoom's own. */
const keptKeys =
  /^(account_id|id|host_id|user_id|client_id|event|post_platform|(start|end|post|deauthorization)_time)$/

/** Texts of a body that may stand nowhere: those that are not, at another key, one that may. */
function privateTexts(body: Json): [string, string][] {
  const all = texts(body).filter(([, value]) => value.length > 3)
  const kept = new Set(all.flatMap(([key, value]) => (keptKeys.test(key) ? [value] : [])))
  return all.filter(([, value]) => !kept.has(value))
}

const wordsOf = (text: string) => new Set(text.split(/[^\p{L}\d@.:/_+=-]+/u))

const part = (body: JsonObject, key: string): JsonObject => {
  const value = body[key]
  return isJsonObject(value) ? value : {}
}

const text = (value: Json | undefined, otherwise: string) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : otherwise

/** One of our people, with the ids of the recording. */
async function connectedAs(payload: JsonObject) {
  const connectionId = await connectAccount(await aPerson(), zoomUser().id)
  await doDue()
  const about = part(payload, 'object')
  const userId = text(payload['user_id'] ?? about['host_id'] ?? about['id'], 'nobody')
  await rowsOf(
    `update zoom_connections set zoom_account_id = $2, zoom_user_id = $3, connected_at = $4
     where id = $1`,
    [connectionId, text(payload['account_id'], 'none'), userId, new Date('2019-01-01')],
  )
  return connectionId
}

describe.skipIf(!hasShared)('every webhook that was recorded or documented', () => {
  test('is there to be tried', () => {
    expect(recorded.length).toBeGreaterThan(50)
    const names = recorded.map((path) => path.split('/').at(-1)?.replace('.json', '') ?? '')
    expect(names.filter((name) => actionOf(name)).length).toBeGreaterThan(10)
  })

  test.each(recorded)('%s goes its whole way, and leaves nothing private', async (path) => {
    const raw = sharedText(path)
    const body: Json = JSON.parse(raw)
    if (!isJsonObject(body)) throw new Error('a recording is an object')
    const name = text(body['event'], '')
    const connectionId = await connectedAs(part(body, 'payload'))
    const answer = await deliver(raw)
    expect(answer.status).toBe(name === 'endpoint.url_validation' ? 200 : 204)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    await doDue(eventKinds)
    const rows = await rowsOf<{ worked: boolean }>(
      `select worked_at is not null as worked from zoom_events where connection_id = $1`,
      [connectionId],
    )
    const isTheirs = actionOf(name) && !isOfWholeAccount(name)
    expect(rows).toEqual(isTheirs ? [{ worked: true }] : [])
    const stored = await rowsOf<{ text: string }>(
      `select w::text as text from system.webhook_inbox w
       union all select e::text from zoom_events e where e.connection_id = $1`,
      [connectionId],
    )
    const all = stored.map((row) => row.text).join('\n')
    const words = wordsOf(all)
    const found = privateTexts(body).filter(([, value]) =>
      /^[\p{L}\d]+$/u.test(value) ? words.has(value) : all.includes(value),
    )
    expect(found).toEqual([])
  })
})
