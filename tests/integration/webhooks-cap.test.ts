import { anEvent, deliver, eventKinds } from '../support/webhooks'
import { sandbox } from '../support/sandbox'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startAudit } from '#lib/audits/start-audit'
import { hour_ms } from '#lib/core/durations'
import { eventAudits } from '#lib/core/event-limits'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { rateLimits } from '#lib/zoom/rate-limits'
import type { SandboxUser } from '#lib/zoom-sandbox/state'
import { connectAccount, doDue, findingsOf, today, zoomUser } from '../support/audits'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody } from '../support/contexts'

const { world } = sandbox
const sharing = 'in_meeting.who_can_share_screen'

beforeAll(prepareQueue)
afterAll(closeQueue)

/** Somebody whose account was read so often in the last day because Zoom told of changes. */
async function readOften(times: number, ago_ms = hour_ms) {
  const club = await aClub(await aGoverningBody())
  const { me } = await aCoach(club)
  const user = zoomUser()
  const connectionId = await connectAccount(me, user.id)
  await doDue()
  await rowsOf(
    `insert into audits (organisation_id, id, connection_id, trigger, state, queued_at, complete)
     select $1, uuidv7(), $2, 'event', 'finished', now() - make_interval(secs => $3::float8), true
     from generate_series(1, $4)`,
    [me.organisation.id, connectionId, ago_ms / 1000, times],
  )
  return { club, me, user, connectionId }
}

/** Zoom tells of a change, and what follows at once is done. */
async function told(user: SandboxUser, event = 'user.settings_updated') {
  const object = event.startsWith('meeting.')
    ? { id: 987_654_321, host_id: user.id, type: 1, start_time: new Date().toISOString() }
    : { id: user.id, n: randomUUID() }
  await deliver(anEvent(event, { accountId: user.accountId, object }))
  await doDue(eventKinds)
}

/** How many audits there are beside those that were made up, and when the scheduled one is due. */
async function stands(connectionId: string) {
  const audits = await rowsOf<{ trigger: string }>(
    `select trigger from audits where connection_id = $1 and finished_at is not null
     order by queued_at, id`,
    [connectionId],
  )
  const [due] = await rowsOf<{ at: Date }>(
    `select at from system.due where kind = 'audit-schedule' and subject_id = $1`,
    [connectionId],
  )
  return { triggers: audits.map(({ trigger }) => trigger), dueAt: due?.at.getTime() ?? 0 }
}

const daily = async (connectionId: string, in_ms: number) =>
  rowsOf(
    `update system.due set at = now() + make_interval(secs => $2::float8)
     where kind = 'audit-schedule' and subject_id = $1`,
    [connectionId, in_ms / 1000],
  )

describe('an account of which Zoom tells without end', () => {
  test('is read at once up to a number a day, and then once for all that was gathered', async () => {
    const { club, user, connectionId } = await readOften(eventAudits.aDay_max - 1)
    await daily(connectionId, 20 * hour_ms)
    await told(user)
    expect((await stands(connectionId)).triggers).toEqual(['connected', 'event'])
    world.setUserSetting(user.id, sharing, 'all')
    const before = Date.now()
    await told(user)
    const first = await stands(connectionId)
    expect(first.triggers).toEqual(['connected', 'event'])
    expect(first.dueAt).toBeGreaterThanOrEqual(before + eventAudits.gather_ms)
    expect(first.dueAt).toBeLessThanOrEqual(Date.now() + eventAudits.gather_ms)
    await told(user)
    // The second waits for as long as the first does, and no longer.
    expect(await stands(connectionId)).toEqual(first)
    expect(await findingsOf(club, connectionId)).toEqual([])
    await daily(connectionId, -1000)
    await doDue(['audit-schedule', 'read-account', 'judge-club'])
    expect((await stands(connectionId)).triggers).toEqual(['connected', 'event', 'scheduled'])
    expect(await findingsOf(club, connectionId)).toMatchObject([{ control: 'Z03', state: 'open' }])
  })

  test('is still read when its daily check comes before, and when somebody asks', async () => {
    const { me, user, connectionId } = await readOften(eventAudits.aDay_max)
    await daily(connectionId, 60_000)
    const { dueAt } = await stands(connectionId)
    await told(user)
    expect(await stands(connectionId)).toEqual({ triggers: ['connected'], dueAt })
    await startAudit(today(me), { connectionId })
    await doDue()
    expect((await stands(connectionId)).triggers).toEqual(['connected', 'requested'])
  })

  test('is read at once again when a day has passed', async () => {
    const { user, connectionId } = await readOften(eventAudits.aDay_max, 25 * hour_ms)
    await told(user)
    expect((await stands(connectionId)).triggers).toContain('event')
  })

  test('is read for a meeting that goes on now, up to a number of its own', async () => {
    const { user, connectionId } = await readOften(eventAudits.aDay_max)
    await told(user, 'meeting.started')
    expect((await stands(connectionId)).triggers).toEqual(['connected', 'event'])
    const other = await readOften(eventAudits.urgentADay_max)
    await told(other.user, 'meeting.started')
    expect((await stands(other.connectionId)).triggers).toEqual(['connected'])
  })

  test('leaves a free account requests for its daily check and for people', () => {
    const gatheredADay = (24 * hour_ms) / eventAudits.gather_ms
    const leastOfAnAudit = 3
    const used = (eventAudits.urgentADay_max + gatheredADay) * leastOfAnAudit
    expect(used).toBeLessThan((rateLimits.free.Medium.a_day ?? 0) / 4)
  })
})
