import { sandbox } from '../support/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { JsonObject } from '#lib/core/canonical-json'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import {
  audit,
  auditRow,
  connectAccount,
  day_ms,
  doDue,
  findingsOf,
  resultsOf,
  sortByTopic,
  weekly,
  zoomUser,
} from '../support/audits'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody } from '../support/contexts'

const { world } = sandbox

beforeAll(prepareQueue)
afterAll(closeQueue)

/** A club whose coach has one session, a series. */
async function aSeries(differs: Partial<ReturnType<typeof weekly>> = {}) {
  const club = await aClub(await aGoverningBody())
  const { me } = await aCoach(club)
  const user = zoomUser()
  const made = world.addMeeting(user.id, { ...weekly('Under 12s'), ...differs })
  const connectionId = await connectAccount(me, user.id)
  await doDue()
  const ids = await sortByTopic(me, connectionId, { 'Under 12s': [club.organisation.id] })
  const sessionId = ids['Under 12s'] ?? ''
  const first_ms = Date.parse(made.startsAt ?? '')
  /** Somebody sets one time of it otherwise, `n` weeks after the first. */
  const set = (n: number, values: JsonObject) => {
    const id = String(first_ms + n * 7 * day_ms)
    const paths = Object.entries(values).map(([path, value]) => [
      `occurrences.${id}.${path}`,
      value,
    ])
    world.setMeeting(user.id, made.id, Object.fromEntries(paths))
  }
  const startsAt = async () => {
    const found = await rowsOf<{ starts_at: Date }>(
      'select starts_at from sessions where organisation_id = $1',
      [club.organisation.id],
    )
    return found[0]?.starts_at.getTime()
  }
  return { club, me, user, connectionId, sessionId, first_ms, set, startsAt }
}

describe('a series whose next time is set otherwise than the rest', () => {
  test('is not met, by the rule in question; and mended when that time is set as the rest', async () => {
    const { club, me, connectionId, sessionId, set } = await aSeries()
    expect((await resultsOf(club, sessionId))['Z02']).toBe('met')
    set(0, { 'settings.waiting_room': false })
    const auditId = await audit(me, connectionId)
    expect(await auditRow(auditId)).toMatchObject({ complete: true })
    expect(await resultsOf(club, sessionId)).toMatchObject({ Z02: 'not_met', Z01: 'met' })
    const open = await findingsOf(club, sessionId)
    expect(open).toMatchObject([{ control: 'Z02', state: 'open' }])
    set(0, { 'settings.waiting_room': true })
    await audit(me, connectionId)
    expect(await findingsOf(club, sessionId)).toMatchObject([
      { control: 'Z02', state: 'closed', close_reason: 'mended' },
    ])
  })

  test('costs one request more, and a time that is far off none', async () => {
    const { me, connectionId, set, club, sessionId } = await aSeries()
    set(3, { 'settings.waiting_room': false })
    world.resetRequests()
    await audit(me, connectionId)
    expect(world.requests().paths['GET /meetings/{}']).toBe(2)
    expect((await resultsOf(club, sessionId))['Z02']).toBe('met')
  })

  test('could not be checked where that time could not be read, and closes nothing', async () => {
    const { club, me, connectionId, sessionId, set } = await aSeries()
    set(0, { 'settings.waiting_room': false })
    await audit(me, connectionId)
    world.failWith({
      path: '^/v2/meetings/\\d+\\?occurrence_id=',
      status: 404,
      body: { code: 3001, message: 'Meeting does not exist.' },
      times: null,
    })
    const auditId = await audit(me, connectionId)
    world.clearFailures()
    expect(await auditRow(auditId)).toMatchObject({ complete: false, reason: 'not_found' })
    expect((await resultsOf(club, sessionId))['Z02']).toBe('could_not_check: not_found')
    expect(await findingsOf(club, sessionId)).toMatchObject([{ control: 'Z02', state: 'open' }])
    expect(
      await rowsOf('select missing_count from meetings where connection_id = $1', [connectionId]),
    ).toEqual([{ missing_count: 0 }])
  })
})

test('a series is shown with its next time that was not cancelled', async () => {
  const { me, connectionId, first_ms, set, startsAt } = await aSeries()
  expect(await startsAt()).toBe(Math.floor(first_ms / 1000) * 1000)
  set(0, { status: 'deleted' })
  await audit(me, connectionId)
  expect(await startsAt()).toBe(Math.floor((first_ms + 7 * day_ms) / 1000) * 1000)
})

test('a series that is taking place is read again when this time of it is over', async () => {
  const began = new Date(Date.now() - 10 * 60_000)
  const { me, connectionId } = await aSeries({ startsAt: began.toISOString() })
  const dueAt = async () => {
    const [due] = await rowsOf<{ at: Date }>(
      `select at from system.due where kind = 'audit-schedule' and subject_id = $1`,
      [connectionId],
    )
    return due?.at.getTime()
  }
  const over_ms = Math.floor(began.getTime() / 1000) * 1000 + 45 * 60_000
  await rowsOf(`update system.due set at = $2 where kind = 'audit-schedule' and subject_id = $1`, [
    connectionId,
    new Date(over_ms + day_ms),
  ])
  await audit(me, connectionId)
  expect(await dueAt()).toBe(over_ms)
})
