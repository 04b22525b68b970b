import { removeApp, zoom } from '../support/oauth-stand-in'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import { closeQueue } from '#lib/jobs/enqueue'
import { disconnectConnection } from '#lib/zoom-connections/disconnect-connection'
import { freshAccessToken } from '#lib/zoom-connections/fresh-access-token'
import { listConnections } from '#lib/zoom-connections/list-connections'
import { markDisconnected } from '#lib/zoom-connections/mark-disconnected'
import { connect, rowsOf, workerFor } from '../support/connections'
import { aClub, aCoach, aGoverningBody, aPerson, at } from '../support/contexts'
import { asRole } from '../support/database'
import { trailOf } from '../support/trail-of'

afterAll(closeQueue)

afterEach(() => {
  zoom.failing = null
  zoom.beforeAnswer = async () => {}
})

const hoursLater = (me: Context, hours: number) => new Date(me.now.getTime() + hours * 3_600_000)

/** A worker two hours on, when the access token has run out. */
const afterExpiry = (me: Context) => workerFor(me, hoursLater(me, 2))

const stateOf = async (me: Context) => (await listConnections(me, {})).map((each) => each.state)

/** Holds what arrives at Zoom until so many have arrived or time is up. */
function holdZoom(): () => void {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  zoom.beforeAnswer = () => held
  return release
}

describe('a fresh access token', () => {
  test('is the one that is there while it is good; Zoom is not asked', async () => {
    const me = await aPerson()
    const connectionId = await connect(me)
    const before = zoom.refreshes
    const fresh = await freshAccessToken(await workerFor(me), connectionId)
    expect(fresh).toMatchObject({ ok: true })
    expect(zoom.given).toContain(fresh.ok ? fresh.accessToken : '')
    expect(zoom.refreshes).toBe(before)
  })

  test('asked for by many at once makes Zoom see one refresh, and none is declared dead', async () => {
    const me = await aPerson()
    const connectionId = await connect(me)
    const worker = await afterExpiry(me)
    const before = zoom.refreshes
    const release = holdZoom()
    const asked = Array.from({ length: 6 }, () => freshAccessToken(worker, connectionId))
    // While Zoom holds the first, the others have all the time they need to ask it too.
    for (let looked = 0; looked < 20; looked += 1) await stateOf(me)
    release()
    const answers = await Promise.all(asked)
    expect(zoom.refreshes).toBe(before + 1)
    expect(answers.every(({ ok }) => ok)).toBe(true)
    expect(new Set(answers.map((each) => (each.ok ? each.accessToken : '')))).toHaveProperty(
      'size',
      1,
    )
    expect(await stateOf(me)).toEqual(['connected'])
  })

  test.each([500, 502, 503, 429, 403])('is not dead because Zoom answers %i', async (status) => {
    const me = await aPerson()
    const connectionId = await connect(me)
    const worker = await afterExpiry(me)
    zoom.failing = status
    expect(await freshAccessToken(worker, connectionId)).toEqual({ ok: false, reason: 'zoom_down' })
    expect(await stateOf(me)).toEqual(['connected'])
    zoom.failing = null
    expect(await freshAccessToken(worker, connectionId)).toMatchObject({ ok: true })
  })

  test('whose lease was lost in a crash is renewed by the next one to ask later', async () => {
    const me = await aPerson()
    const connectionId = await connect(me)
    const worker = await afterExpiry(me)
    await rowsOf('update zoom_tokens set refreshing_until = $2 where connection_id = $1', [
      connectionId,
      new Date(worker.now.getTime() - 1),
    ])
    expect(await freshAccessToken(worker, connectionId)).toMatchObject({ ok: true })
  })

  test('uses what another got meanwhile, where Zoom says that its own grant is invalid', async () => {
    const me = await aPerson()
    const connectionId = await connect(me, 'zoom-meanwhile')
    const worker = await afterExpiry(me)
    const release = holdZoom()
    removeApp()
    const asked = freshAccessToken(worker, connectionId)
    await expect
      .poll(() =>
        rowsOf(
          'select 1 from zoom_tokens where connection_id = $1 and refreshing_until is not null',
          [connectionId],
        ),
      )
      .toHaveLength(1)
    // The refusal is on its way while the person connects again.
    zoom.beforeAnswer = async () => {}
    await connect(at(me, worker.now), 'zoom-meanwhile')
    release()
    expect(await asked).toMatchObject({ ok: true })
    expect(await stateOf(me)).toEqual(['connected'])
  })

  test('that Zoom refused though it should be good is renewed, and only then', async () => {
    const me = await aPerson()
    const connectionId = await connect(me)
    const worker = await workerFor(me)
    const first = await freshAccessToken(worker, connectionId)
    const version = first.ok ? first.version : 0
    const second = await freshAccessToken(worker, connectionId, version)
    expect(second).toMatchObject({ ok: true, version: version + 1 })
    expect(await freshAccessToken(worker, connectionId, version)).toEqual(second)
  })

  test('of an app that was removed at Zoom: disconnected, told to the club, with its trail', async () => {
    const club = await aClub(await aGoverningBody())
    const { me } = await aCoach(club)
    const connectionId = await connect(me)
    removeApp()
    const worker = await afterExpiry(me)
    const dead = { ok: false, reason: 'not_connected' }
    expect(await freshAccessToken(worker, connectionId)).toEqual(dead)
    const asked = zoom.refreshes
    expect(await freshAccessToken(worker, connectionId)).toEqual(dead)
    expect(zoom.refreshes).toBe(asked)
    const [found] = await listConnections(me, {})
    expect(found).toMatchObject({ state: 'disconnected', disconnectReason: 'token_refused' })
    expect(
      await rowsOf('select state, disconnect_reason from coach_connections where id = $1', [
        connectionId,
      ]),
    ).toEqual([{ state: 'disconnected', disconnect_reason: 'token_refused' }])
    expect((await trailOf(me.organisation.id)).at(-1)).toBe('connection.token_refused worker')
  })

  test('is for the worker of its holder, and for nobody else', async () => {
    const me = await aPerson()
    const connectionId = await connect(me)
    const stranger = await workerFor(await aPerson())
    const elsewhere = await freshAccessToken(stranger, connectionId)
    expect(elsewhere).toEqual({ ok: false, reason: 'not_connected' })
    await expect(freshAccessToken(me, connectionId)).rejects.toMatchObject({ code: 'not_found' })
    await expect(markDisconnected(me, connectionId)).rejects.toMatchObject({ code: 'not_found' })
    expect(await stateOf(me)).toEqual(['connected'])
  })
})

test('a late report of a refused token does not end the consent that came after it', async () => {
  const me = await aPerson()
  const connectionId = await connect(me, 'zoom-late')
  const worker = await workerFor(me)
  const old = await freshAccessToken(worker, connectionId)
  await disconnectConnection(me, { connectionId })
  await connect(me, 'zoom-late')
  expect(await markDisconnected(worker, connectionId, old.ok ? old.version : 0)).toBe(false)
  expect(await stateOf(me)).toEqual(['connected'])
  expect(await markDisconnected(worker, connectionId)).toBe(true)
  expect(await stateOf(me)).toEqual(['disconnected'])
})

describe('disconnecting', () => {
  test('ends the consent at Zoom, erases the tokens, tells the club, keeps the shares', async () => {
    const club = await aClub(await aGoverningBody())
    const { me } = await aCoach(club)
    const connectionId = await connect(me)
    const fresh = await freshAccessToken(await workerFor(me), connectionId)
    await disconnectConnection(me, { connectionId })
    expect(zoom.revoked).toContain(fresh.ok ? fresh.accessToken : '')
    expect(
      await rowsOf('select 1 from zoom_tokens where connection_id = $1', [connectionId]),
    ).toEqual([])
    const [found] = await listConnections(me, {})
    expect(found).toMatchObject({ state: 'disconnected', disconnectReason: 'by_person' })
    expect(found?.clubs.map(({ shared }) => shared)).toEqual([true])
    expect(
      await rowsOf('select state from coach_connections where id = $1', [connectionId]),
    ).toEqual([{ state: 'disconnected' }])
    expect((await trailOf(me.organisation.id)).at(-1)).toBe('connection.disconnect user')
    const again = disconnectConnection(me, { connectionId })
    await expect(again).rejects.toMatchObject({ code: 'conflict' })
  })

  test('works while Zoom is down', async () => {
    const me = await aPerson()
    const connectionId = await connect(me)
    zoom.failing = 503
    await disconnectConnection(me, { connectionId })
    expect(await stateOf(me)).toEqual(['disconnected'])
  })

  test('of somebody else’s connection: not found, and it stays', async () => {
    const me = await aPerson()
    const connectionId = await connect(me)
    const foreign = disconnectConnection(await aPerson(), { connectionId })
    await expect(foreign).rejects.toMatchObject({ code: 'not_found' })
    expect(await stateOf(me)).toEqual(['connected'])
  })
})

test('no token that Zoom ever gave stands in any column of any table', async () => {
  const me = await aPerson()
  const connectionId = await connect(me)
  await freshAccessToken(await afterExpiry(me), connectionId)
  const found: string[] = []
  let looked = 0
  await asRole('superuser', async (client) => {
    const columns = await client.query<{ place: string; column: string }>(`
      select format('%I.%I', n.nspname, c.relname) as place, quote_ident(a.attname) as column
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid
      where c.relkind in ('r', 'p') and n.nspname in ('public', 'identity', 'system')
        and a.attnum > 0 and not a.attisdropped`)
    for (const { place, column } of columns.rows) {
      const rows = await client.query<{ text: string | null }>(
        `select ${column}::text as text from ${place}`,
      )
      for (const { text } of rows.rows) {
        looked += 1
        if (zoom.given.some((token) => text?.includes(token))) found.push(`${place}.${column}`)
      }
    }
  })
  expect(zoom.given.length).toBeGreaterThan(20)
  expect(looked).toBeGreaterThan(500)
  expect(found).toEqual([])
})
