import { sandbox } from '../support/sandbox'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import {
  audit,
  auditRow,
  connectAccount,
  doDue,
  resultsOf,
  sortByTopic,
  zoomUser,
} from '../support/audits'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody } from '../support/contexts'
import { later, statesOf, twoFindings } from '../support/two-findings'

const { world } = sandbox

beforeAll(prepareQueue)
afterAll(closeQueue)
beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: new Date() }))
afterEach(() => {
  world.clearFailures()
  vi.useRealTimers()
})

describe('a session that Zoom does not find', () => {
  const notFound = { code: 3001, message: 'Meeting does not exist.' }

  test('once, is unknown that once and does not end', async () => {
    const { club, me, user, number, connectionId, sessionId } = await twoFindings()
    const path = `^/v2/meetings/${number}`
    world.failWith({ path, userId: user.id, status: 404, body: notFound })
    const auditId = await audit(me, connectionId)
    expect(await auditRow(auditId)).toMatchObject({ complete: false, reason: 'not_found' })
    expect(await resultsOf(club, sessionId)).toMatchObject({ Z02: 'could_not_check: not_found' })
    expect(await statesOf(club, sessionId)).toEqual(['Z02 open'])
    const ended = await rowsOf('select ended_at from sessions where id = $1', [sessionId])
    expect(ended).toEqual([{ ended_at: null }])
    await audit(me, connectionId)
    expect(await resultsOf(club, sessionId)).toMatchObject({ Z02: 'not_met' })
  })

  test('nor has in its list, twice, was removed: its finding closes, and not as mended', async () => {
    const { club, me, user, number, connectionId, sessionId } = await twoFindings()
    world.removeMeeting(user.id, number)
    const first = await audit(me, connectionId)
    expect(await auditRow(first)).toMatchObject({ complete: true, reason: null })
    expect(await statesOf(club, sessionId)).toEqual(['Z02 open'])
    await audit(me, connectionId)
    expect(await statesOf(club, sessionId)).toEqual(['Z02 closed removed'])
    expect(await resultsOf(club, sessionId)).toEqual({})
  })

  test('in its list, but opens: it is there', async () => {
    const { me, user, connectionId, sessionId } = await twoFindings()
    const body = { page_size: 300, next_page_token: '', meetings: [] }
    const path = '^/v2/users/me/meetings'
    world.failWith({ path, userId: user.id, status: 200, body, times: null })
    await audit(me, connectionId)
    await audit(me, connectionId)
    expect(await rowsOf('select missing_count from meetings where id = $1', [sessionId])).toEqual([
      { missing_count: 0 },
    ])
  })

  test('because it is over: what was not mended in time stays so', async () => {
    const club = await aClub(await aGoverningBody())
    const { me } = await aCoach(club)
    const user = zoomUser()
    const startsAt = new Date(Date.now() + 60 * 60_000).toISOString()
    world.addMeeting(user.id, {
      topic: 'Once',
      startsAt,
      duration_minutes: 30,
      values: { 'settings.waiting_room': false },
    })
    const connectionId = await connectAccount(me, user.id)
    await doDue()
    const ids = await sortByTopic(me, connectionId, { Once: [club.organisation.id] })
    expect(await statesOf(club, ids['Once'] ?? '')).toEqual(['Z02 open'])
    later(2 * 60 * 60_000)
    await audit(me, connectionId)
    expect(await statesOf(club, ids['Once'] ?? '')).toEqual(['Z02 closed session_ended_unsafe'])
  })
})
