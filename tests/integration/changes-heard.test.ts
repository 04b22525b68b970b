import { sandbox } from '../support/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listenFor, type Whose } from '#lib/changes/ear'
import { whoseChanges } from '#lib/changes/whose-changes'
import type { Context } from '#lib/context'
import { countOpen } from '#lib/findings/count-open'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { audit, connectAccount, doDue, zoomUser } from '../support/audits'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody, withRoles } from '../support/contexts'
import { asRole } from '../support/database'

const { world } = sandbox
const sharing = 'in_meeting.who_can_share_screen'

beforeAll(prepareQueue)
afterAll(closeQueue)

/** Counts what somebody hears, from now on. */
async function hears(whose: readonly Whose[]) {
  const heard = { times: 0 }
  const ear = await listenFor(whose, () => {
    heard.times += 1
  })
  return { heard, ...ear }
}

/** What was said before has been heard: the database says in order, and this is said last. */
async function settled(): Promise<void> {
  const organisationId = crypto.randomUUID()
  const last = await hears([{ organisationId, coachId: null }])
  await asRole('edge', (client) =>
    client.query(`select pg_notify('touchline_changed', $1)`, [`${organisationId}/`]),
  )
  await expect.poll(() => last.heard.times).toBe(1)
  last.end()
}

async function aCheckedCoach(club: Context) {
  const coach = await aCoach(club)
  const user = zoomUser()
  const connectionId = await connectAccount(coach.me, user.id)
  await doDue()
  return { ...coach, user, connectionId }
}

describe('what changes', () => {
  test('is heard by the club, by that coach and by the body, and by nobody else', async () => {
    const body = await aGoverningBody()
    const club = await aClub(body)
    const coach = await aCheckedCoach(club)
    const other = await aCheckedCoach(club)
    const elsewhere = await aClub(await aGoverningBody())
    const all = await Promise.all(
      [club, body, coach.me, coach.inClub, other.me, other.inClub, elsewhere].map(async (ctx) =>
        hears(await whoseChanges(ctx)),
      ),
    )
    await settled()
    for (const { heard } of all) heard.times = 0
    const from = Date.now()
    world.setUserSetting(coach.user.id, sharing, 'all')
    await audit(coach.me, coach.connectionId)
    await settled()
    const told = all.map(({ heard }) => heard.times > 0)
    expect(told).toEqual([true, true, true, true, false, false, false])
    expect(all.map((each) => each.mayHaveChangedSince(from))).toEqual(told)
    expect(all.map((each) => each.mayHaveChangedSince(Date.now() + 1))).not.toContain(true)
    for (const each of all) each.end()
    expect(await countOpen(club, {})).toBe(1)
    expect(await countOpen(other.inClub, {})).toBe(0)
    expect(await countOpen(club, { coachId: other.coachId })).toBe(0)
  })

  test('is not heard where its transaction came to nothing', async () => {
    const club = await aClub(await aGoverningBody())
    const officer = await hears(await whoseChanges(club))
    await settled()
    officer.heard.times = 0
    await asRole('superuser', async (client) => {
      await client.query('begin')
      await client.query('update coaches set name = $2 where organisation_id = $1', [
        club.organisation.id,
        'Nobody',
      ])
      await client.query('rollback')
    })
    await settled()
    expect(officer.heard.times).toBe(0)
  })

  test('is told without a word of what it was', async () => {
    const club = await aClub(await aGoverningBody())
    const said: string[] = []
    await asRole('edge', async (client) => {
      client.on('notification', ({ payload }) => said.push(payload ?? ''))
      await client.query('listen touchline_changed')
      await aCheckedCoach(club)
      await settled()
      await client.query('select 1')
    })
    expect(said.length).toBeGreaterThan(3)
    for (const one of said) expect(one).toMatch(/^[-0-9a-f]{36}\/([-0-9a-f]{36})?$/)
  })

  test('is not missed while the connection is away: all look when it is back', async () => {
    const club = await aClub(await aGoverningBody())
    const officer = await hears(await whoseChanges(club))
    await settled()
    officer.heard.times = 0
    const from = Date.now()
    await rowsOf(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where usename = 'edge' and datname = current_database() and query ~* 'listen|select 1'`,
      [],
    )
    await expect.poll(() => officer.heard.times, { timeout: 10_000 }).toBeGreaterThan(0)
    expect(officer.mayHaveChangedSince(from)).toBe(true)
    await aCoach(club)
    await settled()
    expect(officer.heard.times).toBeGreaterThan(1)
  })

  test('is nothing to whoever holds a post that sees none of it', async () => {
    const club = await aClub(await aGoverningBody())
    expect(await whoseChanges(withRoles(club, 'auditor'))).toEqual([])
    expect(await whoseChanges(withRoles(club, 'coach'))).toEqual([])
  })
})
