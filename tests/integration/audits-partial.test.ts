import { sandbox } from '../support/sandbox'
import type * as Timers from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { startAudit } from '#lib/audits/start-audit'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { listConnections } from '#lib/zoom-connections/list-connections'
import { audit, auditRow, day_ms, doDue, resultsOf, today, weekly } from '../support/audits'
import { rowsOf } from '../support/connections'
import { auditToTheEnd, later, statesOf, twoFindings } from '../support/two-findings'

/** Waits are short here; what is waited for, and how often, is the same. */
vi.mock('node:timers/promises', async (original) => {
  const timers = await original<typeof Timers>()
  return { ...timers, setTimeout: (ms: number) => timers.setTimeout(ms / 50) }
})

const { world } = sandbox

beforeAll(prepareQueue)
afterAll(closeQueue)
beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: new Date() }))
afterEach(() => {
  world.clearFailures()
  vi.useRealTimers()
})

describe('a reading with a gap', () => {
  test.each([
    ['one of the account’s bodies', '^/v2/users/me/settings\\?option=meeting_security'],
    ['the list', '^/v2/users/me/meetings'],
    ['the session’s own body', '^/v2/meetings/'],
  ])('closes nothing, though all was mended: %s', async (_, path) => {
    const { club, me, user, number, connectionId, sessionId } = await twoFindings()
    expect(await statesOf(club, connectionId, sessionId)).toEqual(['Z03 open', 'Z02 open'])
    world.setUserSetting(user.id, 'in_meeting.who_can_share_screen', 'host')
    world.setMeeting(user.id, number, { 'settings.waiting_room': true })
    world.failWith({ path, userId: user.id, times: null })
    const auditId = await auditToTheEnd(me, connectionId)
    expect(await auditRow(auditId)).toMatchObject({
      state: 'finished',
      complete: false,
      reason: 'zoom_down',
    })
    expect(await statesOf(club, connectionId, sessionId)).toEqual(['Z03 open', 'Z02 open'])
    world.clearFailures()
    await audit(me, connectionId)
    expect(await statesOf(club, connectionId, sessionId)).toEqual([
      'Z03 closed mended',
      'Z02 closed mended',
    ])
  })

  test('in the middle of a long list counts nothing as gone', async () => {
    const { me, user, connectionId } = await twoFindings()
    for (let number = 0; number < 310; number += 1) {
      world.addMeeting(user.id, weekly(`Meeting ${number}`))
    }
    await audit(me, connectionId)
    world.failWith({ path: 'next_page_token=', userId: user.id, times: null })
    await auditToTheEnd(me, connectionId)
    expect(
      await rowsOf(
        `select count(*)::integer as number, max(missing_count) as missing from meetings
         where connection_id = $1`,
        [connectionId],
      ),
    ).toEqual([{ number: 311, missing: 0 }])
  })

  test('is tried again, and nothing of the try is kept; Zoom’s hiccups are nobody’s finding', async () => {
    const { club, me, user, connectionId, sessionId } = await twoFindings()
    world.failWith({ path: '^/v2/users/me', userId: user.id, times: 9 })
    const { auditId } = await startAudit(today(me), { connectionId })
    await doDue()
    expect(await auditRow(auditId)).toMatchObject({ state: 'running', complete: null })
    expect(
      await rowsOf('select 1 from reading_confirmations where audit_id = $1', [auditId]),
    ).toEqual([])
    later(60_000)
    await doDue()
    expect(await auditRow(auditId)).toMatchObject({ state: 'finished', complete: true })
    expect(await statesOf(club, connectionId, sessionId)).toEqual(['Z03 open', 'Z02 open'])
  })

  test('because Zoom is down is made again within the hour, by itself', async () => {
    const { me, user, connectionId } = await twoFindings()
    world.failWith({ path: '^/v2/', userId: user.id, times: null })
    await auditToTheEnd(me, connectionId)
    const [due] = await rowsOf<{ at: Date }>(
      `select at from system.due where kind = 'audit-schedule' and subject_id = $1`,
      [connectionId],
    )
    expect(due?.at.getTime()).toBeLessThan(Date.now() + 60 * 60_000)
  })
})

describe('a dead token', () => {
  test('makes everything unknown, never met or not met, and the connection is seen to have ended', async () => {
    const { club, me, user, connectionId, sessionId } = await twoFindings()
    world.removeApp(user.id)
    const auditId = await audit(me, connectionId)
    expect(await auditRow(auditId)).toMatchObject({
      state: 'finished',
      complete: false,
      reason: 'not_connected',
    })
    const results = [await resultsOf(club, connectionId), await resultsOf(club, sessionId)]
    const all = results.flatMap((each) => Object.values(each))
    expect(all).toHaveLength(16 + 9)
    expect(new Set(all)).toEqual(new Set(['could_not_check: not_connected']))
    expect(await statesOf(club, connectionId, sessionId)).toEqual(['Z03 open', 'Z02 open'])
    const [own] = await listConnections(today(me), {})
    expect(own).toMatchObject({ state: 'disconnected', disconnectReason: 'token_refused' })
    expect(
      await rowsOf('select state from coach_connections where organisation_id = $1 and id = $2', [
        club.organisation.id,
        connectionId,
      ]),
    ).toEqual([{ state: 'disconnected' }])
    later(2 * day_ms)
    await doDue(['audit-schedule'])
    expect(await rowsOf(`select 1 from system.due where subject_id = $1`, [connectionId])).toEqual(
      [],
    )
  })

  test('that is only too old is renewed once, and nothing is lost', async () => {
    const { me, user, connectionId } = await twoFindings()
    world.expireAccess(user.id)
    world.resetRequests()
    const auditId = await audit(me, connectionId)
    expect(await auditRow(auditId)).toMatchObject({ complete: true, reason: null })
    expect(world.requests().paths['POST /oauth/token']).toBe(1)
    expect(world.requests().statuses['401']).toBe(1)
  })

  test('that is refused though it is new: the connection has ended', async () => {
    const { me, user, connectionId } = await twoFindings()
    const body = { code: 124, message: 'Invalid access token.' }
    world.failWith({ path: '^/v2/', userId: user.id, status: 401, body, times: null })
    const auditId = await audit(me, connectionId)
    expect(await auditRow(auditId)).toMatchObject({ complete: false, reason: 'not_connected' })
    const [own] = await listConnections(today(me), {})
    expect(own).toMatchObject({ state: 'disconnected' })
  })
})

describe('what Zoom refuses to tell', () => {
  test('for want of a scope is not granted, and the rest is judged', async () => {
    const { club, me, user, connectionId, sessionId } = await twoFindings()
    const body = {
      code: 4711,
      message: 'Invalid access token, does not contain scopes:[user:read:settings].',
    }
    const path = '^/v2/users/me/settings'
    world.failWith({ path, userId: user.id, status: 400, body, times: null })
    const auditId = await audit(me, connectionId)
    expect(await auditRow(auditId)).toMatchObject({ complete: false, reason: 'not_granted' })
    const account = new Set(Object.values(await resultsOf(club, connectionId)))
    expect(account).toContain('could_not_check: not_granted')
    expect(account).not.toContain('met')
    expect(await resultsOf(club, sessionId)).toMatchObject({ Z02: 'not_met' })
  })

  test('on this plan is no gap: what can be read there is complete, and closes what it saw', async () => {
    const { club, me, user, connectionId } = await twoFindings()
    const body = { code: 200, message: 'Only available for paid account: {accountId}' }
    const path = 'option=meeting_security'
    world.failWith({ path, userId: user.id, status: 400, body, times: null })
    world.setUserSetting(user.id, 'in_meeting.who_can_share_screen', 'host')
    const auditId = await audit(me, connectionId)
    expect(await auditRow(auditId)).toMatchObject({ complete: true, reason: null })
    expect(await resultsOf(club, connectionId)).toMatchObject({
      Z02: 'could_not_check: not_readable',
      Z03: 'met',
    })
    expect(await statesOf(club, connectionId)).toEqual(['Z03 closed mended'])
  })
})

describe('Zoom’s limits', () => {
  const perSecond = { code: 429, message: 'You have reached the maximum per-second rate limit.' }
  const daily = {
    code: 429,
    message: 'You have reached the maximum daily rate limit for this API.',
  }

  test('a second make it wait, and everything is read', async () => {
    const { me, user, connectionId } = await twoFindings()
    const path = '^/v2/meetings/'
    world.failWith({ path, userId: user.id, status: 429, body: perSecond, times: 1 })
    const auditId = await audit(me, connectionId)
    expect(await auditRow(auditId)).toMatchObject({ complete: true, reason: null })
  })

  test('a day end the audit with what there is; it is made again when Zoom says', async () => {
    const { me, user, connectionId } = await twoFindings()
    const resumes = new Date(Date.now() + 3 * 60 * 60_000)
    const headers = { 'retry-after': resumes.toISOString(), 'x-ratelimit-type': 'Daily-limit' }
    const path = '^/v2/users/me/meetings'
    world.failWith({ path, userId: user.id, status: 429, body: daily, headers, times: null })
    world.resetRequests()
    const auditId = await audit(me, connectionId)
    expect(await auditRow(auditId)).toMatchObject({ complete: false, reason: 'zoom_down' })
    // Sessions may have been opened meanwhile, which has a limit of its own; the list is not asked again.
    expect(world.requests()).toMatchObject({ statuses: { 429: 1 } })
    const [due] = await rowsOf<{ at: Date }>(
      `select at from system.due where kind = 'audit-schedule' and subject_id = $1`,
      [connectionId],
    )
    expect(due?.at.getTime()).toBeLessThanOrEqual(resumes.getTime())
  })
})
