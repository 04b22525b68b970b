import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { addCoach } from '#lib/coaches/add-coach'
import { endCoach } from '#lib/coaches/end-coach'
import type { Context } from '#lib/context'
import { stopSharing } from '#lib/zoom-connections/stop-sharing'
import {
  aClub,
  aCoach,
  aGoverningBody,
  aPerson,
  at,
  newEmail,
  nextMoment,
  userIdOf,
} from '../support/contexts'
import { asRole } from '../support/database'

/** What one organisation shares reaches another only while both ends agree. */

let body: Context
let club: Context

beforeAll(async () => {
  body = await aGoverningBody()
  club = await aClub(body)
})

const coach = () => ({
  name: `Jo ${randomUUID()}`,
  email: newEmail(),
  teams: '',
  coachesUnder18sOnline: true,
})

/** As the application may: one call of one delivery, acting for an organisation. */
async function deliver(ctx: Context, call: string, values: unknown[]): Promise<unknown> {
  return asRole('app', async (client) => {
    await client.query('begin')
    await client.query("select set_config('app.organisation_id', $1, true)", [ctx.organisation.id])
    const answered = await client.query<{ answer: unknown }>(`select ${call} as answer`, values)
    await client.query('commit')
    return answered.rows[0]?.answer
  })
}

describe('a club’s status', () => {
  const coachesSeen = (ofClub: Context) =>
    asRole('superuser', async (client) => {
      const found = await client.query<{ organisation_id: string; coaches: number }>(
        'select organisation_id, coaches from roll_ups where club_organisation_id = $1',
        [ofClub.organisation.id],
      )
      return found.rows
    })

  test('reaches the body it is under, and no other', async () => {
    const mine = await aClub(body)
    await aGoverningBody()
    await addCoach(at(mine, nextMoment()), coach())
    expect(await coachesSeen(mine)).toEqual([{ organisation_id: body.organisation.id, coaches: 1 }])
  })

  test.each(['lower', 'upper'])(
    'reaches nobody once the affiliation has ended at the %s end',
    async (side) => {
      const mine = await aClub(body)
      await asRole('superuser', (client) =>
        client.query(
          `update affiliations set ends_at = now() where side = $1
            and $2 in (organisation_id, other_organisation_id)`,
          [side, mine.organisation.id],
        ),
      )
      await addCoach(at(mine, nextMoment()), coach())
      expect(await coachesSeen(mine)).toEqual([
        { organisation_id: body.organisation.id, coaches: 0 },
      ])
    },
  )
})

describe('a membership', () => {
  test('of another organisation is not delivered by this one', async () => {
    const other = await aClub(body)
    const { me, coachId } = await aCoach(other)
    const membership = await asRole('superuser', async (client) => {
      const found = await client.query<{ id: string }>(
        'select id from memberships where coach_id = $1',
        [coachId],
      )
      await client.query('delete from my_memberships where organisation_id = $1', [
        me.organisation.id,
      ])
      return found.rows[0]?.id
    })
    const mine = () =>
      asRole('superuser', (client) =>
        client.query('select from my_memberships where organisation_id = $1', [me.organisation.id]),
      )
    await deliver(club, 'deliver_membership($1)', [membership])
    expect((await mine()).rowCount).toBe(0)
    await deliver(other, 'deliver_membership($1)', [membership])
    expect((await mine()).rowCount).toBe(1)
  })
})

describe('a Zoom connection that a person has already', () => {
  /** The row that consent at Zoom leaves; here there is no Zoom to ask. */
  async function connected(me: Context): Promise<string> {
    const id = randomUUID()
    await asRole('superuser', (client) =>
      client.query(
        `insert into zoom_connections (organisation_id, id, zoom_user_id, zoom_account_id, state,
          scopes, api_url, consented_by, connected_at)
        values ($1, $2::uuid, $5, 'an account', 'connected', '', 'https://api.example.org', $3, $4)`,
        [me.organisation.id, id, userIdOf(me), me.now, id],
      ),
    )
    return id
  }

  const seenBy = (ofClub: Context, connectionId: string) =>
    asRole('superuser', async (client) => {
      const found = await client.query<{ coach_id: string; state: string; share_ends_at: unknown }>(
        `select coach_id, state, share_ends_at from coach_connections
          where organisation_id = $1 and id = $2`,
        [ofClub.organisation.id, connectionId],
      )
      return found.rows
    })

  const disconnected = (connectionId: string) =>
    asRole('superuser', (client) =>
      client.query("update zoom_connections set state = 'disconnected' where id = $1", [
        connectionId,
      ]),
    )

  test('is shared with the club whose invitation a coach accepts, and with no other', async () => {
    const me = await aPerson('Sharing')
    const connectionId = await connected(me)
    const { coachId } = await aCoach(club, me)
    expect(await seenBy(club, connectionId)).toEqual([
      { coach_id: coachId, state: 'connected', share_ends_at: null },
    ])
    const stranger = await aClub(body)
    expect(await seenBy(stranger, connectionId)).toEqual([])
  })

  test('reaches the club no more once the coach has left its register', async () => {
    const me = await aPerson('Leaving')
    const connectionId = await connected(me)
    const { coachId } = await aCoach(club, me)
    await endCoach(at(club, nextMoment()), { coachId })
    await disconnected(connectionId)
    expect(await deliver(me, 'deliver_connection($1)', [connectionId])).toBe(0)
    expect(await seenBy(club, connectionId)).toMatchObject([{ state: 'connected' }])
  })

  test('reaches the club no more once the person has stopped sharing it', async () => {
    const me = await aPerson('Stopping')
    const connectionId = await connected(me)
    await aCoach(club, me)
    await stopSharing(at(me, nextMoment()), { connectionId, clubId: club.organisation.id })
    await disconnected(connectionId)
    expect(await deliver(me, 'deliver_connection($1)', [connectionId])).toBe(0)
    expect(await seenBy(club, connectionId)).toMatchObject([{ state: 'connected' }])
  })

  test('of somebody else cannot be delivered by acting for oneself', async () => {
    const me = await aPerson('Owner')
    const connectionId = await connected(me)
    await aCoach(club, me)
    const stranger = await aPerson('Stranger')
    expect(await deliver(stranger, 'deliver_connection($1)', [connectionId])).toBe(0)
  })
})
