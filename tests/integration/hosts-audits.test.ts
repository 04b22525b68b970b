import { sandbox } from '../support/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startAudit } from '#lib/audits/start-audit'
import type { Context } from '#lib/context'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { inTenant } from '#db/tenant'
import { appPool } from '#lib/database/pools'
import { confirmHost } from '#lib/zoom-hosts/confirm-host'
import { keepHostConnections } from '#lib/zoom-hosts/keep-host-connections'
import { reopenHost } from '#lib/zoom-hosts/reopen-host'
import { listSessions } from '#lib/sessions/list-sessions'
import { doDue, findingsOf, resultsOf, today } from '../support/audits'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody } from '../support/contexts'
import { aClubAccount, aHost, hostMeeting, hostRow, type ClubAccount } from '../support/hosts'

const { world } = sandbox
const all = ['read-account', 'judge-club', 'end-share'] as const

let club: Context
let account: ClubAccount

beforeAll(async () => {
  await prepareQueue()
  club = today(await aClub(await aGoverningBody()))
  account = await aClubAccount(club)
})
afterAll(closeQueue)

/** A coach's host with these meetings, confirmed and checked once. */
async function aCheckedHost(topics: readonly string[]) {
  const { coachId, inClub } = await aCoach(club)
  const host = await aHost(club, account)
  for (const topic of topics) hostMeeting(host.zoomUserId, topic)
  const { connectionId } = await confirmHost(today(club), { hostId: host.hostId, coachId })
  await doDue(all)
  return { ...host, coachId, inClub: today(inClub), connectionId: connectionId ?? '' }
}

const sessionsOf = (connectionId: string) =>
  rowsOf<{ id: string; topic: string | null; coach: string; ended: string | null }>(
    `select id, topic, coach_id as coach, end_reason as ended from sessions
     where connection_id = $1 and organisation_id = $2 order by topic`,
    [connectionId, club.organisation.id],
  )

async function checkAgain(connectionId: string): Promise<void> {
  await startAudit(today(club), { connectionId })
  await doDue(all)
}

describe('a host of the club’s own account', () => {
  test('is judged by one check, every coming meeting as a session', async () => {
    const host = await aCheckedHost(['Over 60s', 'Under 9s'])
    const sessions = await sessionsOf(host.connectionId)
    expect(sessions).toMatchObject([
      { topic: 'Over 60s', coach: host.coachId, ended: null },
      { topic: 'Under 9s', coach: host.coachId, ended: null },
    ])
    expect(Object.keys(await resultsOf(club, host.connectionId))).toContain('Z01')
    for (const { id } of sessions) {
      expect(Object.keys(await resultsOf(club, id)).length).toBeGreaterThan(3)
    }
    const audits = await rowsOf('select complete, trigger from audits where connection_id = $1', [
      host.connectionId,
    ])
    expect(audits).toEqual([{ complete: true, trigger: 'connected' }])
    const kept = await rowsOf('select id from meetings where connection_id = $1 and sorted = $2', [
      host.connectionId,
      'session',
    ])
    expect(kept).toHaveLength(2)
  })

  test('is seen by their coach, and by no other coach', async () => {
    const one = await aCheckedHost(['Mine'])
    const two = await aCheckedHost(['Theirs'])
    const seen = await listSessions(one.inClub, {})
    expect(seen.items.map(({ topic }) => topic)).toEqual(['Mine'])
    const [theirs] = await sessionsOf(two.connectionId)
    expect(theirs?.coach).toBe(two.coachId)
  })

  test('opens a meeting that is new in the same check that lists it', async () => {
    const host = await aCheckedHost(['First'])
    hostMeeting(host.zoomUserId, 'Second')
    world.resetRequests()
    await checkAgain(host.connectionId)
    expect(await sessionsOf(host.connectionId)).toHaveLength(2)
    const { paths } = world.requests()
    expect(paths).toMatchObject({ 'GET /meetings/{}': 2, 'GET /users/{}/meetings': 1 })
  })

  test('opens a finding that is mended by the next check', async () => {
    const host = await aCheckedHost([])
    world.setUserSetting(host.zoomUserId, 'in_meeting.who_can_share_screen', 'all')
    world.setUserSetting(host.zoomUserId, 'in_meeting.screen_sharing', true)
    await checkAgain(host.connectionId)
    const open = (await findingsOf(club, host.connectionId)).filter(({ state }) => state === 'open')
    expect(open.map(({ control }) => control)).toContain('Z03')
    world.setUserSetting(host.zoomUserId, 'in_meeting.who_can_share_screen', 'host')
    await checkAgain(host.connectionId)
    const [mended] = (await findingsOf(club, host.connectionId)).filter(
      ({ control }) => control === 'Z03',
    )
    expect(mended).toMatchObject({ state: 'closed', close_reason: 'mended' })
  })

  test('leaves nothing standing once it is taken back, and none of it as mended', async () => {
    const host = await aCheckedHost(['Under 9s'])
    world.setUserSetting(host.zoomUserId, 'in_meeting.who_can_share_screen', 'all')
    await checkAgain(host.connectionId)
    expect(await findingsOf(club, host.connectionId)).not.toEqual([])
    await reopenHost(today(club), { hostId: host.hostId })
    await doDue(all)
    const states = (await findingsOf(club, host.connectionId)).map(
      ({ state, close_reason }) => `${state} ${close_reason}`,
    )
    expect(new Set(states)).toEqual(new Set(['closed left']))
    expect(await resultsOf(club, host.connectionId)).toEqual({})
    expect(await sessionsOf(host.connectionId)).toMatchObject([{ ended: 'left' }])
  })

  test('is never opened nor listed before somebody confirmed them', async () => {
    const host = await aHost(club, account)
    hostMeeting(host.zoomUserId, 'Nobody’s business')
    world.resetRequests()
    await doDue(all)
    expect(world.requests().total).toBe(0)
    expect(await rowsOf(`select id from meetings where topic = 'Nobody’s business'`, [])).toEqual(
      [],
    )
  })
})

describe('what is read of a host', () => {
  const keep = () =>
    inTenant(appPool(), club.organisation.id, (tx) =>
      keepHostConnections(tx, today(club), account.connectionId),
    )

  test('ends once Zoom’s lists have them no more, twice, and goes on when they are back', async () => {
    const host = await aCheckedHost(['Under 9s'])
    await rowsOf('update zoom_hosts set missing_count = 1 where id = $1', [host.hostId])
    await keep()
    expect(await hostRow(host.hostId)).toMatchObject({ state: 'connected' })
    await rowsOf('update zoom_hosts set missing_count = 2 where id = $1', [host.hostId])
    await keep()
    expect(await hostRow(host.hostId)).toMatchObject({ decision: 'coach', connection: null })
    await doDue(all)
    expect(await sessionsOf(host.connectionId)).toMatchObject([{ ended: 'left' }])
    await rowsOf('update zoom_hosts set missing_count = 0 where id = $1', [host.hostId])
    await keep()
    await doDue(all)
    expect(await hostRow(host.hostId)).toMatchObject({
      ...{ connection: host.connectionId, state: 'connected', shared: true },
    })
    expect(await sessionsOf(host.connectionId)).toMatchObject([{ ended: null }])
  })
})
