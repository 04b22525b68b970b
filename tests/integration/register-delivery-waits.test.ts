import '../support/oauth-stand-in'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endCoach } from '#lib/coaches/end-coach'
import type { Context } from '#lib/context'
import { closeQueue } from '#lib/jobs/enqueue'
import { sortMeetings } from '#lib/meetings/sort-meetings'
import { disconnectConnection } from '#lib/zoom-connections/disconnect-connection'
import { stopSharing } from '#lib/zoom-connections/stop-sharing'
import { aMeeting, connect, rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody, at, nextMoment, type Coach } from '../support/contexts'
import { asRole } from '../support/database'

/** A delivery and the end of what it goes by, at once: whichever waits, the end is the end. */

let club: Context

beforeAll(async () => {
  club = await aClub(await aGoverningBody())
})

afterAll(closeQueue)

type Shared = Coach & { connectionId: string; auditId: string; clubId: string }

/** A coach whose account is shared with the club, with one session that it was not told of yet. */
async function aSharingCoach(): Promise<Shared> {
  const coach = await aCoach(club)
  const { me } = coach
  const clubId = club.organisation.id
  const connectionId = await connect(me)
  const meetingId = await aMeeting(me, connectionId, 'Beginners')
  await sortMeetings(me, { choices: [{ meetingId, sorted: 'session', clubIds: [clubId] }] })
  const audits = await rowsOf<{ id: string }>('select id from audits where connection_id = $1', [
    connectionId,
  ])
  return { ...coach, connectionId, clubId, auditId: audits[0]?.id ?? '' }
}

const seenAtClub = ({ connectionId, clubId }: Shared) =>
  rowsOf<{ state: string; over: boolean }>(
    `select state, share_ends_at is not null as over from coach_connections
     where id = $1 and organisation_id = $2`,
    [connectionId, clubId],
  )

const openSessions = ({ connectionId, clubId }: Shared) =>
  rowsOf(
    `select topic from sessions
     where connection_id = $1 and organisation_id = $2 and ended_at is null`,
    [connectionId, clubId],
  )

type Deliver = (text: string) => Promise<unknown>

/** One open transaction of the application that acts for the holder, until `run` is done. */
const inTransaction = <Result>({ me }: Shared, run: (deliver: Deliver) => Promise<Result>) =>
  asRole('app', async (client) => {
    await client.query('begin')
    await client.query("select set_config('app.organisation_id', $1, true)", [me.organisation.id])
    const result = await run((text) => client.query(text))
    await client.query('commit')
    return result
  })

/** Once as many statements wait in this database as said, or none has begun to for a while. */
async function untilWaiting(many: number): Promise<void> {
  for (let turn = 0; turn < 40; turn += 1) {
    const [found] = await rowsOf<{ waiting: number }>(
      `select count(*)::integer as waiting from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
      [],
    )
    if ((found?.waiting ?? 0) >= many) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

/**
 * `ends` has written everything and waits to commit, while `deliver` is asked for: what the two come
 * to, both done.
 */
async function deliverWhileEnding(of: Shared, ends: () => Promise<unknown>, deliver: string) {
  const both = await asRole('superuser', async (client) => {
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `status:${of.clubId}`,
    ])
    const ending = ends()
    await untilWaiting(1)
    const delivering = inTransaction(of, (run) => run(deliver))
    await untilWaiting(2)
    await client.query('commit')
    return [ending, delivering]
  })
  await Promise.all(both)
}

describe('a delivery that waits', () => {
  test('for a share’s end does not undo it', async () => {
    const of = await aSharingCoach()
    const { me, connectionId, clubId } = of
    await deliverWhileEnding(
      of,
      () => stopSharing(at(me, nextMoment()), { connectionId, clubId }),
      `select deliver_connection('${connectionId}')`,
    )
    expect(await seenAtClub(of)).toEqual([{ state: 'connected', over: true }])
  })

  test('for a share’s end brings no session', async () => {
    const of = await aSharingCoach()
    const { me, connectionId, clubId } = of
    await deliverWhileEnding(
      of,
      () => stopSharing(at(me, nextMoment()), { connectionId, clubId }),
      `select deliver_audit('${of.auditId}', now())`,
    )
    expect(await openSessions(of)).toEqual([])
  })

  test('for a coach to have left brings no session', async () => {
    const of = await aSharingCoach()
    await deliverWhileEnding(
      of,
      () => endCoach(at(club, nextMoment()), { coachId: of.coachId }),
      `select deliver_audit('${of.auditId}', now())`,
    )
    expect(await openSessions(of)).toEqual([])
  })

  test('for a disconnection tells that, and not what it had read before', async () => {
    const of = await aSharingCoach()
    const { me, connectionId } = of
    await deliverWhileEnding(
      of,
      () => disconnectConnection(at(me, nextMoment()), { connectionId }),
      `select deliver_connection('${connectionId}')`,
    )
    expect(await seenAtClub(of)).toEqual([{ state: 'disconnected', over: false }])
  })
})

describe('who comes while something is delivered', () => {
  const ends: [string, (of: Shared) => Promise<unknown>][] = [
    ['a coach who leaves', ({ coachId }) => endCoach(at(club, nextMoment()), { coachId })],
    [
      'a person who stops sharing',
      ({ me, connectionId, clubId }) => stopSharing(at(me, nextMoment()), { connectionId, clubId }),
    ],
  ]
  test.each(ends)('%s ends that, too', async (_, end) => {
    const of = await aSharingCoach()
    const ended = await inTransaction(of, async (run) => {
      await run(`select deliver_audit('${of.auditId}', now())`)
      const ending = end(of)
      await untilWaiting(1)
      return { ending }
    })
    await ended.ending
    expect(await openSessions(of)).toEqual([])
  })
})

test('a share may be held by a delivery, and changed by none', async () => {
  const of = await aSharingCoach()
  for (const table of ['connection_shares', 'coaches']) {
    const changed = asRole('superuser', async (client) => {
      await client.query('set role delivery')
      await client.query(`update ${table} set ends_at = now() where ends_at is null`)
    })
    await expect(changed).rejects.toThrow(/row-level security/)
  }
  expect(await seenAtClub(of)).toEqual([{ state: 'connected', over: false }])
})

test('a connection takes no other holder’s place at a club, whatever its id', async () => {
  const of = await aSharingCoach()
  const other = await aCoach(club)
  const before = await rowsOf('select * from coach_connections where id = $1', [of.connectionId])
  await asRole('superuser', async (client) => {
    const ids = [other.me.organisation.id, of.connectionId]
    await client.query(
      `insert into zoom_connections (organisation_id, id, zoom_user_id, zoom_account_id, state,
        scopes, api_url, consented_by, connected_at)
       select $1, id, zoom_user_id || ' of another', zoom_account_id, state, scopes, api_url,
         consented_by, connected_at
       from zoom_connections where id = $2`,
      ids,
    )
    await client.query(
      `insert into connection_shares (organisation_id, id, connection_id, club_organisation_id,
        coach_id, starts_at) values ($1, uuidv7(), $2, $3, $4, now())`,
      [...ids, of.clubId, other.coachId],
    )
  })
  const posing = { ...of, me: other.me }
  const delivered = await inTransaction(posing, (run) =>
    run(`select deliver_connection('${of.connectionId}') as reached`),
  )
  expect(delivered).toMatchObject({ rows: [{ reached: 0 }] })
  expect(await rowsOf('select * from coach_connections where id = $1', [of.connectionId])).toEqual(
    before,
  )
})
