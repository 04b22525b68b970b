import '../support/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startAudit } from '#lib/audits/start-audit'
import type { Context } from '#lib/context'
import type { Role } from '#lib/core/permissions'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { excludeMeeting } from '#lib/meetings/exclude-meeting'
import { includeMeeting } from '#lib/meetings/include-meeting'
import { listExcluded } from '#lib/meetings/list-excluded'
import { getSession } from '#lib/sessions/get-session'
import { confirmHost } from '#lib/zoom-hosts/confirm-host'
import { reopenHost } from '#lib/zoom-hosts/reopen-host'
import {
  connectAccount,
  doDue,
  findingsOf,
  resultsOf,
  sortByTopic,
  today,
  weekly,
  zoomUser,
} from '../support/audits'
import { sandbox } from '../support/sandbox'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody, unique, withRoles } from '../support/contexts'
import { aClubAccount, aHost, hostMeeting, type ClubAccount } from '../support/hosts'
import { trailOf } from '../support/trail-of'

const all = ['read-account', 'judge-club', 'end-share'] as const

let club: Context
let other: Context
let account: ClubAccount

beforeAll(async () => {
  await prepareQueue()
  const body = await aGoverningBody()
  club = today(await aClub(body))
  other = today(await aClub(body, unique('Elsewhere')))
  account = await aClubAccount(club)
})
afterAll(closeQueue)

/** A session of the club's own account that breaks rules, as its check found it. */
async function aSession(topic = 'Family quiz') {
  const { coachId, inClub } = await aCoach(club)
  const host = await aHost(club, account)
  const number = hostMeeting(host.zoomUserId, topic)
  sandbox.world.setMeeting(host.zoomUserId, number, { 'settings.waiting_room': false })
  const { connectionId } = await confirmHost(today(club), { hostId: host.hostId, coachId })
  await doDue(all)
  const [session] = await rowsOf<{ id: string }>(
    'select id from sessions where connection_id = $1',
    [connectionId],
  )
  return {
    ...host,
    coachId,
    inClub,
    connectionId: connectionId ?? '',
    meetingId: session?.id ?? '',
  }
}

const meetingRow = async (meetingId: string) =>
  (
    await rowsOf<Record<string, unknown>>(
      `select sorted, topic, starts_at, excluded_reason as reason,
         exists (select from meeting_sessions s where s.meeting_id = m.id and s.ends_at is null)
           as session from meetings m where id = $1`,
      [meetingId],
    )
  )[0]

describe('a meeting in the club’s own account', () => {
  test('is no club session once an officer says so, and why', async () => {
    const { meetingId } = await aSession()
    expect((await findingsOf(club, meetingId)).map(({ state }) => state)).toContain('open')
    const reason = 'The coach’s own family quiz'
    await excludeMeeting(today(club), { meetingId, reason })
    expect(await meetingRow(meetingId)).toEqual({
      ...{ sorted: 'private', topic: null, starts_at: null, reason, session: false },
    })
    expect((await trailOf(club.organisation.id)).at(-1)).toBe('meeting.exclude user')
    const closed = await findingsOf(club, meetingId)
    expect(new Set(closed.map(({ state, close_reason }) => `${state} ${close_reason}`))).toEqual(
      new Set(['closed removed']),
    )
    expect(await resultsOf(club, meetingId)).toEqual({})
    expect(await getSession(today(club), { sessionId: meetingId })).toMatchObject({
      ended: 'no_longer_a_session',
      excluded: { reason },
    })
    const [listed] = await listExcluded(today(club))
    expect(listed).toMatchObject({
      ...{ meetingId, reason, startsAt: expect.any(Date), excludedBy: 'Wendy Officer' },
    })
  })

  test('loses its name with that, now and in the past, and keeps the rest', async () => {
    const topic = unique('Family quiz')
    const { meetingId } = await aSession(topic)
    const past = () =>
      rowsOf<{ seq: string; state: Record<string, unknown> }>(
        "select seq, state from past_states where of_table = 'sessions' and row_id = $1 order by seq",
        [meetingId],
      )
    const before = await past()
    expect(before.map(({ state }) => state.topic)).toContain(topic)
    await excludeMeeting(today(club), { meetingId, reason: 'Private' })
    const after = await past()
    expect(after.slice(0, before.length)).toEqual(
      before.map(({ seq, state: { topic: _forgotten, ...state } }) => ({ seq, state })),
    )
    expect(JSON.stringify(after)).not.toContain(topic)
    expect(await rowsOf('select topic from sessions where id = $1', [meetingId])).toEqual([
      { topic: null },
    ])
  })

  test('is not opened again, and stays out in the checks that follow', async () => {
    const { meetingId, connectionId } = await aSession()
    await excludeMeeting(today(club), { meetingId, reason: 'Private' })
    sandbox.world.resetRequests()
    await startAudit(today(club), { connectionId })
    await doDue(all)
    expect(sandbox.world.requests().paths['GET /meetings/{}']).toBeUndefined()
    expect(await meetingRow(meetingId)).toMatchObject({ sorted: 'private', topic: null })
    expect(await getSession(today(club), { sessionId: meetingId })).toMatchObject({
      ended: 'no_longer_a_session',
    })
  })

  test('comes back with its name and findings when that is taken back', async () => {
    const { meetingId } = await aSession('Under 14s')
    await excludeMeeting(today(club), { meetingId, reason: 'A slip' })
    await includeMeeting(today(club), { meetingId })
    expect((await trailOf(club.organisation.id)).slice(-2)).toEqual([
      'meeting.include user',
      'audit.start user',
    ])
    await doDue(all)
    expect(await meetingRow(meetingId)).toMatchObject({
      ...{ sorted: 'session', topic: 'Under 14s', reason: null, session: true },
    })
    expect((await findingsOf(club, meetingId)).map(({ state }) => state)).toContain('open')
    expect(await getSession(today(club), { sessionId: meetingId })).toMatchObject({
      ...{ ended: null, excluded: null, ofClubAccount: true },
    })
  })

  test('stays out when its host is said to be another coach', async () => {
    const { meetingId, hostId } = await aSession()
    await excludeMeeting(today(club), { meetingId, reason: 'Private' })
    const { coachId } = await aCoach(club)
    await reopenHost(today(club), { hostId })
    const { connectionId } = await confirmHost(today(club), { hostId, coachId })
    await doDue(all)
    const kept = await rowsOf(
      'select sorted, excluded_reason from meetings where connection_id = $1',
      [connectionId],
    )
    expect(kept).toEqual([{ sorted: 'private', excluded_reason: 'Private' }])
    expect(
      await rowsOf('select id from sessions where connection_id = $1', [connectionId]),
    ).toEqual([])
  })

  test('is said so once, with a reason', async () => {
    const { meetingId } = await aSession()
    await expect(excludeMeeting(club, { meetingId, reason: ' ' })).rejects.toMatchObject({
      code: 'invalid_input',
    })
    await expect(includeMeeting(club, { meetingId })).rejects.toMatchObject({ code: 'conflict' })
    await excludeMeeting(today(club), { meetingId, reason: 'Private' })
    const again = excludeMeeting(today(club), { meetingId, reason: 'Private' })
    await expect(again).rejects.toMatchObject({ code: 'conflict' })
  })

  test('is nobody’s to leave out but its own club’s officers’', async () => {
    const { meetingId, inClub } = await aSession()
    const said = { meetingId, reason: 'Private' }
    const refused = { code: 'not_found' }
    await expect(excludeMeeting(other, said)).rejects.toMatchObject(refused)
    await expect(includeMeeting(other, said)).rejects.toMatchObject(refused)
    const others: Role[] = ['coach', 'person', 'safeguarding_lead', 'auditor', 'worker', 'server']
    for (const role of others) {
      const asked = withRoles(role === 'coach' ? inClub : club, role)
      await expect(excludeMeeting(asked, said)).rejects.toMatchObject(refused)
      await expect(includeMeeting(asked, said)).rejects.toMatchObject(refused)
    }
    await excludeMeeting(withRoles(today(club), 'administrator'), said)
  })
})

test('a session of a coach’s own account is the coach’s to sort', async () => {
  const { me } = await aCoach(club)
  const user = zoomUser()
  sandbox.world.addMeeting(user.id, weekly('Own'))
  const connectionId = await connectAccount(me, user.id)
  await doDue(all)
  const { Own: meetingId = '' } = await sortByTopic(me, connectionId, {
    Own: [club.organisation.id],
  })
  await expect(excludeMeeting(today(club), { meetingId, reason: 'Ours' })).rejects.toMatchObject({
    code: 'not_found',
  })
  const session = await getSession(today(club), { sessionId: meetingId })
  expect(session).toMatchObject({ ended: null, excluded: null, ofClubAccount: false })
})
