import { zoom, sayYes } from '../support/oauth-stand-in'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import { closeQueue } from '#lib/jobs/enqueue'
import { completeConnection } from '#lib/zoom-connections/complete-connection'
import { listConnections } from '#lib/zoom-connections/list-connections'
import { startConnection } from '#lib/zoom-connections/start-connection'
import { connect, rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody, aPerson, at, withRoles } from '../support/contexts'
import { trailOf } from '../support/trail-of'

let club: Context
let otherClub: Context
const later = (ctx: Context, minutes: number) =>
  at(ctx, new Date(ctx.now.getTime() + minutes * 60_000))

beforeAll(async () => {
  const body = await aGoverningBody()
  club = await aClub(body)
  otherClub = await aClub(body)
})

afterAll(closeQueue)

describe('connecting', () => {
  test('asks Zoom with state, challenge and the exact redirect, and nothing more', async () => {
    const { address } = await startConnection(await aPerson(), {})
    const { searchParams } = new URL(address)
    expect([...searchParams.keys()].toSorted()).toEqual([
      'client_id',
      'code_challenge',
      'code_challenge_method',
      'redirect_uri',
      'response_type',
      'state',
    ])
    expect(searchParams.get('redirect_uri')).toBe('http://localhost:3000/api/zoom/callback')
    expect(searchParams.get('state')).toHaveLength(43)
    expect(searchParams.get('code_challenge_method')).toBe('S256')
  })

  test('shares with every club the person coaches for, asks for a check, leaves its trail', async () => {
    const { me, coachId } = await aCoach(club)
    await aCoach(otherClub, me)
    const connectionId = await connect(me)
    const [found] = await listConnections(me, {})
    expect(found).toMatchObject({ connectionId, state: 'connected', missing: [] })
    expect(found?.clubs.map(({ shared }) => shared)).toEqual([true, true])
    expect(found?.checkingNow).toBe(true)
    expect(
      await rowsOf('select organisation_id, coach_id, state from coach_connections where id = $1', [
        connectionId,
      ]),
    ).toContainEqual({
      organisation_id: club.organisation.id,
      coach_id: coachId,
      state: 'connected',
    })
    expect(
      await rowsOf('select kind from system.due where organisation_id = $1 order by 1', [
        me.organisation.id,
      ]),
    ).toEqual([{ kind: 'audit-schedule' }, { kind: 'read-account' }])
    expect((await trailOf(me.organisation.id)).slice(-4)).toEqual([
      'connection.start user',
      'connection.answer user',
      'connection.connect user',
      'audit.start user',
    ])
  })

  test('again, by the same person, is the same connection with newer tokens', async () => {
    const { me } = await aCoach(club)
    const first = await connect(me, 'zoom-again')
    const version = () =>
      rowsOf<{ version: number }>('select version from zoom_tokens where connection_id = $1', [
        first,
      ])
    const [before] = await version()
    expect(await connect(later(me, 1), 'zoom-again')).toBe(first)
    const [after] = await version()
    expect(after?.version).toBe((before?.version ?? 0) + 1)
  })

  test('says what Zoom did not grant', async () => {
    const me = await aPerson()
    zoom.scopes = 'user:read:user user:read:settings'
    await connect(me)
    zoom.scopes =
      'user:read:user user:read:settings meeting:read:list_meetings meeting:read:meeting'
    const [found] = await listConnections(me, {})
    expect(found?.missing.map(({ scope }) => scope)).toEqual([
      'meeting:read:list_meetings',
      'meeting:read:meeting',
    ])
  })

  test('asking again makes the answer before worthless, also when both arrive at once', async () => {
    const me = await aPerson()
    const { address } = await startConnection(me, {})
    const one = sayYes(address, 'zoom-twice')
    const { address: second } = await startConnection(me, {})
    const two = sayYes(second, 'zoom-twice')
    const ended = await Promise.allSettled([one, two].map((each) => completeConnection(me, each)))
    expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await listConnections(me, {})).toHaveLength(1)
  })
})

describe('the state of an answer', () => {
  test('is refused the second time', async () => {
    const me = await aPerson()
    const { address } = await startConnection(me, {})
    const answer = sayYes(address, randomUUID())
    await completeConnection(me, answer)
    const again = { ...sayYes(address, randomUUID()), state: answer.state }
    await expect(completeConnection(me, again)).rejects.toMatchObject({ code: 'expired' })
  })

  test('is refused after ten minutes', async () => {
    const me = await aPerson()
    const { address } = await startConnection(me, {})
    const answer = sayYes(address, randomUUID())
    const late = completeConnection(later(me, 11), answer)
    await expect(late).rejects.toMatchObject({ code: 'expired' })
  })

  test('that nobody issued is refused', async () => {
    const me = await aPerson()
    const { address } = await startConnection(me, {})
    const { code } = sayYes(address, randomUUID())
    const foreign = completeConnection(me, { code, state: 'x'.repeat(43) })
    await expect(foreign).rejects.toMatchObject({ code: 'expired' })
  })

  test('of another login is refused, and stays good for whom it was issued to', async () => {
    const attacker = await aPerson()
    const victim = await aPerson()
    const { address } = await startConnection(attacker, {})
    const answer = sayYes(address, randomUUID())
    await expect(completeConnection(victim, answer)).rejects.toMatchObject({ code: 'expired' })
    expect(await listConnections(victim, {})).toEqual([])
    expect(await completeConnection(attacker, answer)).toHaveProperty('connectionId')
  })

  test('does not carry another answer’s code: the verifier is its own', async () => {
    const me = await aPerson()
    const other = await aPerson()
    const { address } = await startConnection(me, {})
    const { address: others } = await startConnection(other, {})
    const stolen = { code: sayYes(others, randomUUID()).code, state: sayYes(address, 'x').state }
    await expect(completeConnection(me, stolen)).rejects.toMatchObject({ code: 'expired' })
  })
})

test('Zoom being down connects nothing and says so', async () => {
  const me = await aPerson()
  const { address } = await startConnection(me, {})
  const answer = sayYes(address, randomUUID())
  zoom.failing = 503
  const down = completeConnection(me, answer)
  await expect(down).rejects.toMatchObject({ code: 'unavailable' })
  zoom.failing = null
  expect(await listConnections(me, {})).toEqual([])
})

test.each([
  'coach',
  'welfare_officer',
  'administrator',
  'safeguarding_lead',
  'auditor',
  'worker',
] as const)('a %s connects nothing and sees no connection', async (role) => {
  const ctx = withRoles(await aPerson(), role)
  await expect(startConnection(ctx, {})).rejects.toMatchObject({ code: 'not_found' })
  const answer = { code: 'code', state: 'state' }
  await expect(completeConnection(ctx, answer)).rejects.toMatchObject({ code: 'not_found' })
  await expect(listConnections(ctx, {})).rejects.toMatchObject({ code: 'not_found' })
})
