import '../support/oauth-stand-in'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import { closeQueue } from '#lib/jobs/enqueue'
import { listConnections } from '#lib/zoom-connections/list-connections'
import { shareConnection } from '#lib/zoom-connections/share-connection'
import { stopSharing } from '#lib/zoom-connections/stop-sharing'
import { connect, rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody, aPerson, at, withRoles } from '../support/contexts'
import { trailOf } from '../support/trail-of'

let body: Context
let club: Context

beforeAll(async () => {
  body = await aGoverningBody()
  club = await aClub(body)
})

afterAll(closeQueue)

const secondsLater = (ctx: Context, seconds: number) =>
  at(ctx, new Date(ctx.now.getTime() + seconds * 1000))

const atClub = (connectionId: string) =>
  rowsOf('select share_ends_at from coach_connections where id = $1 and organisation_id = $2', [
    connectionId,
    club.organisation.id,
  ])

const sharedNow = async (me: Context) =>
  (await listConnections(me, {}))[0]?.clubs.map(({ shared }) => shared)

test('stopping tells the club since when, and sharing again takes that back', async () => {
  const { me } = await aCoach(club)
  const connectionId = await connect(me)
  const clubId = club.organisation.id
  const stopped = secondsLater(me, 1)
  await stopSharing(stopped, { connectionId, clubId })
  expect(await atClub(connectionId)).toEqual([{ share_ends_at: stopped.now }])
  expect(await sharedNow(me)).toEqual([false])
  await expect(stopSharing(stopped, { connectionId, clubId })).rejects.toMatchObject({
    code: 'not_found',
  })
  await shareConnection(secondsLater(me, 2), { connectionId, clubId })
  await shareConnection(secondsLater(me, 3), { connectionId, clubId })
  expect(await atClub(connectionId)).toEqual([{ share_ends_at: null }])
  expect((await trailOf(me.organisation.id)).slice(-3)).toEqual([
    'connection.stop_sharing user',
    'connection.share user',
    'connection.share user',
  ])
})

test('a club with which sharing was stopped stays out when Zoom is connected again', async () => {
  const { me } = await aCoach(club)
  const connectionId = await connect(me, 'zoom-stays-out')
  await stopSharing(me, { connectionId, clubId: club.organisation.id })
  await connect(secondsLater(me, 5), 'zoom-stays-out')
  expect(await sharedNow(me)).toEqual([false])
})

test('nothing is shared with a club where one does not coach', async () => {
  const { me } = await aCoach(club)
  const connectionId = await connect(me)
  const foreign = await aClub(body)
  for (const clubId of [foreign.organisation.id, body.organisation.id, randomUUID()]) {
    const shared = shareConnection(me, { connectionId, clubId })
    await expect(shared).rejects.toMatchObject({ code: 'not_found' })
  }
})

test('somebody else’s connection is not found, whatever is asked of it', async () => {
  const { me } = await aCoach(club)
  const connectionId = await connect(me)
  const { me: other } = await aCoach(club)
  const input = { connectionId, clubId: club.organisation.id }
  await expect(shareConnection(other, input)).rejects.toMatchObject({ code: 'not_found' })
  await expect(stopSharing(other, input)).rejects.toMatchObject({ code: 'not_found' })
  expect(await listConnections(other, {})).toEqual([])
  expect(await sharedNow(me)).toEqual([true])
})

test.each(['coach', 'welfare_officer', 'administrator', 'auditor', 'worker'] as const)(
  'a %s shares nothing',
  async (role) => {
    const ctx = withRoles(await aPerson(), role)
    const input = { connectionId: randomUUID(), clubId: club.organisation.id }
    await expect(shareConnection(ctx, input)).rejects.toMatchObject({ code: 'not_found' })
    await expect(stopSharing(ctx, input)).rejects.toMatchObject({ code: 'not_found' })
  },
)
