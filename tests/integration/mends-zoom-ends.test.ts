import { deliver, eventKinds } from '../support/webhooks'
import { sandbox } from '../support/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import { allow } from '#lib/demo/zoom-control'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { makeMend } from '#lib/mends/make-mend'
import { completeConnection } from '#lib/zoom-connections/complete-connection'
import { mendingScopes, neededScopes } from '#lib/zoom-connections/needed-scopes'
import { startConnection } from '#lib/zoom-connections/start-connection'
import { doDue, today } from '../support/audits'
import { openTheDoor, type CheckedCoach } from '../support/checked-coach'
import { rowsOf } from '../support/connections'
import { aClub, aGoverningBody, at } from '../support/contexts'
import {
  allowAtZoom,
  aMendingCoach,
  doMends,
  markOf,
  preview,
  sessionOf,
  stateOf,
} from '../support/mends'

let club: Context
const { world } = sandbox

beforeAll(async () => {
  await prepareQueue()
  club = await aClub(await aGoverningBody())
})
afterAll(closeQueue)

const consentsOf = ({ connectionId }: CheckedCoach) =>
  rowsOf<{ ended: boolean }>(
    'select ends_at is not null as ended from mending_consents where connection_id = $1',
    [connectionId],
  )

const endings: [string, (coach: CheckedCoach) => Promise<unknown>][] = [
  [
    'Zoom tells that the app was removed',
    async ({ zoomUserId }) => {
      const { accountId, id } = world.user(zoomUserId)
      await deliver({
        event: 'app_deauthorized',
        payload: {
          ...{ account_id: accountId, user_id: id, client_id: 'test-client' },
          deauthorization_time: new Date().toISOString(),
        },
      })
      await doDue(eventKinds)
    },
  ],
  [
    'Zoom no longer takes the tokens',
    async ({ zoomUserId, check }) => {
      world.removeApp(zoomUserId)
      await check()
    },
  ],
]

describe.each(endings)('where %s', (_, end) => {
  test('the consent to mend ends with it, on record, and what was confirmed is not sent', async () => {
    const coach = await aMendingCoach(club)
    openTheDoor(coach)
    await coach.check()
    const seen = await markOf(coach.me, sessionOf(coach), 'Z02')
    const asked = { ...sessionOf(coach), controls: ['Z02' as const], seen }
    const { mendId } = await makeMend(today(coach.me), asked)
    expect(await consentsOf(coach)).toEqual([{ ended: false }])
    await end(coach)
    expect(await consentsOf(coach)).toEqual([{ ended: true }])
    await doMends()
    expect(await stateOf(mendId)).toBe('abandoned')
    const lines = await rowsOf(
      `select 1 from trail where organisation_id = $1 and command = 'mending.end_consent'`,
      [coach.me.organisation.id],
    )
    expect(lines).toHaveLength(1)
    const records = await rowsOf(
      `select 1 from evidence_records where organisation_id = $1 and kind = 'mending_consent'
         and record::jsonb ->> 'event' = 'ended'`,
      [coach.me.organisation.id],
    )
    expect(records).toHaveLength(1)
    // Whoever connects again has to say yes again.
    await allowAtZoom(coach.me, coach.zoomUserId)
    expect(await preview(coach.me, sessionOf(coach), 'Z02')).toMatchObject({ state: 'consent' })
  })
})

describe('the way back from Zoom', () => {
  const scopes = [...neededScopes, ...mendingScopes]

  test('leads once to the page from which one was sent', async () => {
    const { me, zoomUserId } = await aMendingCoach(club)
    const { address } = await startConnection(today(me), { returnTo: '/me/mends/new?rules=Z02' })
    expect(address).not.toContain('mends')
    const back = await allow(address, zoomUserId, scopes)
    expect(await completeConnection(today(me), back)).toMatchObject({
      returnTo: '/me/mends/new?rules=Z02',
    })
    await expect(completeConnection(today(me), back)).rejects.toMatchObject({ code: 'expired' })
    expect(await rowsOf('select 1 from consent_returns', [])).toEqual([])
  })

  test.each(['https://evil.example/', '//evil.example', '/\\evil.example', '/.//evil.example'])(
    'and never to %s',
    async (returnTo) => {
      const { me, zoomUserId } = await aMendingCoach(club)
      const { address } = await startConnection(today(me), { returnTo })
      const back = await allow(address, zoomUserId, scopes)
      expect(await completeConnection(today(me), back)).toMatchObject({ returnTo: null })
    },
  )

  test('is its own person’s: nobody else comes out there', async () => {
    const { me } = await aMendingCoach(club)
    const other = await aMendingCoach(club)
    await startConnection(today(me), { returnTo: '/me/mends/new?rules=Z02' })
    const { address } = await startConnection(today(other.me), {})
    const back = await allow(address, other.zoomUserId, scopes)
    expect(await completeConnection(today(other.me), back)).toMatchObject({ returnTo: null })
  })

  test('is forgotten with the state: after ten minutes it is erased', async () => {
    const { me, zoomUserId } = await aMendingCoach(club)
    await startConnection(at(me, new Date(Date.now() - 11 * 60_000)), { returnTo: '/me/details' })
    const { address } = await startConnection(today(me), {})
    await completeConnection(today(me), await allow(address, zoomUserId, scopes))
    const kept = await rowsOf('select 1 from consent_returns where organisation_id = $1', [
      me.organisation.id,
    ])
    expect(kept).toEqual([])
  })
})
