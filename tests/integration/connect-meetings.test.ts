import '../support/oauth-stand-in'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import { closeQueue } from '#lib/jobs/enqueue'
import { listMeetings } from '#lib/meetings/list-meetings'
import { sortMeetings } from '#lib/meetings/sort-meetings'
import { lastSorting, undoSorting } from '#lib/meetings/undo-sorting'
import { disconnectConnection } from '#lib/zoom-connections/disconnect-connection'
import { stopSharing } from '#lib/zoom-connections/stop-sharing'
import { aMeeting, connect, rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody, aPerson, at, withRoles } from '../support/contexts'
import { trailOf } from '../support/trail-of'

afterAll(closeQueue)

let club: Context
let me: Context
let connectionId: string
let clubId: string

beforeEach(async () => {
  club = await aClub(await aGoverningBody())
  ;({ me } = await aCoach(club))
  connectionId = await connect(me)
  clubId = club.organisation.id
})

const secondsLater = (ctx: Context, seconds: number) =>
  at(ctx, new Date(ctx.now.getTime() + seconds * 1000))

const lists = async () => {
  const { unsorted, sessions, private: hidden } = await listMeetings(me, { connectionId })
  return [unsorted, sessions, hidden].map((each) => each.map(({ meetingId }) => meetingId))
}

const unsortedAtClub = () =>
  rowsOf('select unsorted_meetings from coach_connections where organisation_id = $1', [clubId])

const auditsOf = () => rowsOf('select 1 from audits where connection_id = $1', [connectionId])

describe('sorting', () => {
  test('is for each meeting by itself; what was not said stays to be said', async () => {
    const [session, other, left] = [
      await aMeeting(me, connectionId, 'Under 12s conditioning'),
      await aMeeting(me, connectionId, 'Dentist'),
      await aMeeting(me, connectionId, 'Quiz night'),
    ]
    await sortMeetings(me, {
      choices: [
        { meetingId: session, sorted: 'session', clubIds: [clubId] },
        { meetingId: other, sorted: 'private' },
      ],
    })
    expect(await lists()).toEqual([[left], [session], [other]])
    expect(await unsortedAtClub()).toEqual([{ unsorted_meetings: 1 }])
    const trail = await trailOf(me.organisation.id)
    expect(trail).toContain('meetings.sort user')
  })

  test('as private leaves neither name nor time nor length in any table', async () => {
    const topic = `Counselling ${randomUUID()}`
    const meetingId = await aMeeting(me, connectionId, topic)
    await sortMeetings(me, { choices: [{ meetingId, sorted: 'private' }] })
    expect(
      await rowsOf('select topic, starts_at, duration_minutes from meetings where id = $1', [
        meetingId,
      ]),
    ).toEqual([{ topic: null, starts_at: null, duration_minutes: null }])
    expect(await placesOf(topic)).toEqual([])
  })

  test('as private of what was a session leaves no name with the club, nor in its past', async () => {
    const topic = `Counselling ${randomUUID()}`
    const meetingId = await aMeeting(me, connectionId, topic)
    const second = await aClub(await aGoverningBody())
    const { me: coach, coachId } = await aCoach(second, me)
    const clubIds = [clubId, second.organisation.id]
    await sortMeetings(coach, { choices: [{ meetingId, sorted: 'session', clubIds }] })
    for (const each of clubIds) {
      await rowsOf(
        `insert into sessions (organisation_id, id, connection_id, coach_id, zoom_type, topic)
         select organisation_id, $2, $3, id, 8, $4 from coaches where organisation_id = $1`,
        [each, meetingId, connectionId, topic],
      )
    }
    const namedAt = () =>
      rowsOf<{ id: string }>(
        `select organisation_id as id from sessions where topic = $1
         union all select distinct organisation_id from past_states where state ->> 'topic' = $1`,
        [topic],
      ).then((rows) => rows.map(({ id }) => id).toSorted())
    expect(await namedAt()).toEqual([...clubIds, ...clubIds].toSorted())
    const later = secondsLater(coach, 1)
    await sortMeetings(later, {
      choices: [{ meetingId, sorted: 'session', clubIds: [second.organisation.id] }],
    })
    expect(await namedAt()).toEqual([second.organisation.id, second.organisation.id])
    expect(coachId).not.toBe('')
    await sortMeetings(secondsLater(coach, 2), { choices: [{ meetingId, sorted: 'private' }] })
    expect(await placesOf(topic)).toEqual([])
  })

  test('the search above finds what is there', async () => {
    const topic = `Session ${randomUUID()}`
    await aMeeting(me, connectionId, topic)
    expect(await placesOf(topic)).toEqual(['meetings'])
  })

  test('as a session asks for a check; as private of what was never one does not', async () => {
    await rowsOf("update audits set state = 'finished' where connection_id = $1", [connectionId])
    const meetingId = await aMeeting(me, connectionId, 'Under 12s')
    await sortMeetings(me, { choices: [{ meetingId, sorted: 'private' }] })
    expect(await auditsOf()).toHaveLength(1)
    const choices = [{ meetingId, sorted: 'session' as const, clubIds: [clubId] }]
    await sortMeetings(secondsLater(me, 1), { choices })
    expect(await auditsOf()).toHaveLength(2)
  })

  test('may change: from session to private ends the session, from private to session begins it', async () => {
    const meetingId = await aMeeting(me, connectionId, 'Under 12s')
    const sort = (seconds: number, sorted: 'private' | 'session', clubIds: string[]) =>
      sortMeetings(secondsLater(me, seconds), { choices: [{ meetingId, sorted, clubIds }] })
    await sort(1, 'session', [clubId])
    await sort(2, 'private', [])
    expect(await lists()).toEqual([[], [], [meetingId]])
    await sort(3, 'session', [clubId])
    expect(await lists()).toEqual([[], [meetingId], []])
    const rows = await rowsOf('select ends_at from meeting_sessions where meeting_id = $1', [
      meetingId,
    ])
    expect(rows).toHaveLength(2)
  })

  test('of two clubs is kept for each', async () => {
    const second = await aClub(await aGoverningBody())
    const { me: coach } = await aCoach(second, me)
    const meetingId = await aMeeting(me, connectionId, 'Joint training')
    const clubIds = [clubId, second.organisation.id]
    await sortMeetings(coach, { choices: [{ meetingId, sorted: 'session', clubIds }] })
    const { sessions, clubs } = await listMeetings(me, { connectionId })
    expect(sessions[0]?.clubIds.toSorted()).toEqual(clubIds.toSorted())
    expect(clubs).toHaveLength(2)
  })

  test('works without a connection in force, and asks for no check', async () => {
    const meetingId = await aMeeting(me, connectionId, 'Under 12s')
    await disconnectConnection(me, { connectionId })
    const choices = [{ meetingId, sorted: 'session' as const, clubIds: [clubId] }]
    expect(await sortMeetings(me, { choices })).toMatchObject({ sorted: 1 })
  })
})

test('disconnecting leaves no name of a meeting anywhere', async () => {
  const topic = `Under 12s ${randomUUID()}`
  const meetingId = await aMeeting(me, connectionId, topic)
  await sortMeetings(me, { choices: [{ meetingId, sorted: 'session', clubIds: [clubId] }] })
  await rowsOf(
    `insert into sessions (organisation_id, id, connection_id, coach_id, zoom_type, topic)
     select organisation_id, $2, $3, id, 8, $4 from coaches where organisation_id = $1`,
    [clubId, meetingId, connectionId, topic],
  )
  expect(await placesOf(topic)).toEqual(expect.arrayContaining(['meetings', 'sessions']))
  await disconnectConnection(secondsLater(me, 1), { connectionId })
  expect(await placesOf(topic)).toEqual([])
})

describe('sorting is refused', () => {
  test('for a meeting of somebody else: not found, and it stays as it is', async () => {
    const meetingId = await aMeeting(me, connectionId, 'Under 12s')
    const { me: other } = await aCoach(club)
    const foreign = sortMeetings(other, { choices: [{ meetingId, sorted: 'private' }] })
    await expect(foreign).rejects.toMatchObject({ code: 'not_found' })
    await expect(listMeetings(other, { connectionId })).resolves.toMatchObject({ unsorted: [] })
    expect(await lists()).toEqual([[meetingId], [], []])
  })

  test('for a club where one does not coach, or that does not see the connection', async () => {
    const meetingId = await aMeeting(me, connectionId, 'Under 12s')
    const foreign = await aClub(await aGoverningBody())
    await stopSharing(me, { connectionId, clubId })
    for (const each of [foreign.organisation.id, clubId]) {
      const choices = [{ meetingId, sorted: 'session' as const, clubIds: [each] }]
      await expect(sortMeetings(me, { choices })).rejects.toMatchObject({ code: 'not_found' })
    }
    expect(await lists()).toEqual([[meetingId], [], []])
  })

  test('for a session of no club', async () => {
    const meetingId = await aMeeting(me, connectionId, 'Under 12s')
    const none = sortMeetings(me, { choices: [{ meetingId, sorted: 'session' }] })
    await expect(none).rejects.toMatchObject({ code: 'conflict' })
  })

  test.each(['coach', 'welfare_officer', 'administrator', 'auditor', 'worker'] as const)(
    'for a %s, who does not see the list either',
    async (role) => {
      const ctx = withRoles(me, role)
      await expect(listMeetings(ctx, { connectionId })).rejects.toMatchObject({ code: 'not_found' })
      await expect(sortMeetings(ctx, { choices: [] })).rejects.toMatchObject({ code: 'not_found' })
      await expect(undoSorting(ctx)).rejects.toMatchObject({ code: 'not_found' })
    },
  )
})

describe('undoing', () => {
  test('puts back what was sorted last, and only that', async () => {
    const first = await aMeeting(me, connectionId, 'Under 12s')
    const second = await aMeeting(me, connectionId, 'Dentist')
    const choices = [{ meetingId: first, sorted: 'session' as const, clubIds: [clubId] }]
    await sortMeetings(secondsLater(me, 1), { choices })
    await sortMeetings(secondsLater(me, 2), {
      choices: [
        { meetingId: first, sorted: 'private' },
        { meetingId: second, sorted: 'private' },
      ],
    })
    await undoSorting(secondsLater(me, 3))
    expect(await lists()).toEqual([[second], [first], []])
  })

  test('is offered for an hour, and to nobody else', async () => {
    const meetingId = await aMeeting(me, connectionId, 'Under 12s')
    await sortMeetings(me, { choices: [{ meetingId, sorted: 'private' }] })
    expect(await lastSorting(secondsLater(me, 3599), {})).toHaveLength(1)
    expect(await lastSorting(secondsLater(me, 3601), {})).toBeNull()
    expect(await lastSorting(await aPerson(), {})).toBeNull()
  })
})

/** The tables of the public schema in which a text stands anywhere. */
async function placesOf(wanted: string): Promise<string[]> {
  const tables = await rowsOf<{ table: string }>(
    `select quote_ident(relname) as table from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`,
    [],
  )
  const found: string[] = []
  for (const { table } of tables) {
    const rows = await rowsOf(
      `select 1 from ${table} x where position($1 in x::text) > 0 limit 1`,
      [wanted],
    )
    if (rows.length > 0) found.push(table)
  }
  return found
}
