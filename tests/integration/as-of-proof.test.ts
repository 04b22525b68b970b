import '../support/sandbox'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { getCoachAsOf } from '#lib/as-of/get-coach-as-of'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { listClubs } from '#lib/roll-ups/list-clubs'
import { day_ms, doDue, today } from '../support/audits'
import { aCheckedCoach, openTheDoor } from '../support/checked-coach'
import { rowsOf } from '../support/connections'
import { aClub, aGoverningBody, at } from '../support/contexts'
import { asRole } from '../support/database'
import { nothing, projections, prove } from '../support/past'

beforeAll(prepareQueue)
afterAll(closeQueue)

describe('the nightly proof', () => {
  test('finds what was broken behind its back, and puts it right', async () => {
    const body = await aGoverningBody()
    const club = await aClub(body)
    const coach = await aCheckedCoach(club)
    openTheDoor(coach)
    await coach.check()
    expect(await prove(club)).toEqual(nothing)
    const whole = await projections(club)
    await asRole('superuser', async (client) => {
      await client.query("set session_replication_role = 'replica'")
      const of = [club.organisation.id]
      await client.query(
        `update results_current set result = 'met' where organisation_id = $1 and result = 'not_met'`,
        of,
      )
      await client.query(
        `delete from results_current where organisation_id = $1 and control = 'Z03'`,
        of,
      )
      await client.query(
        `update findings set state = 'closed', closed_at = now(), close_reason = 'mended'
         where organisation_id = $1`,
        of,
      )
      await client.query('update roll_ups set blocking = 0 where club_organisation_id = $1', of)
    })
    const found = await prove(club)
    expect(found?.results).toBeGreaterThan(1)
    expect(found?.findings).toBe(1)
    expect(await projections(club)).toEqual(whole)
    expect((await listClubs(today(body), {})).clubs).toMatchObject([{ blocking: 1 }])
    expect(await prove(club)).toEqual(nothing)
  })

  test('finds a club’s row with its body that is not what the club’s own rows come to', async () => {
    const club = await aClub(await aGoverningBody())
    await aCheckedCoach(club)
    await asRole('superuser', (client) =>
      client.query('update roll_ups set met = met + 1 where club_organisation_id = $1', [
        club.organisation.id,
      ]),
    )
    expect(await prove(club)).toEqual({ ...nothing, roll_ups: 1 })
    expect(await prove(club)).toEqual(nothing)
  })
})

describe('what was due', () => {
  test('stays visible where no worker was there, and nothing is missed that was not due', async () => {
    const club = await aClub(await aGoverningBody())
    const coach = await aCheckedCoach(club)
    const { connectionId, coachId } = coach
    const [first] = await rowsOf<{ due_at: Date; number: number }>(
      `select due_at, (select count(*)::integer from checks_due d
         where d.connection_id = c.connection_id and d.organisation_id = $2) as number
       from checks_due c where connection_id = $1 and organisation_id = $2`,
      [connectionId, club.organisation.id],
    )
    if (!first) throw new Error('nothing is due at the club')
    expect(first.number).toBe(1)
    const after = (days: number) => new Date(first.due_at.getTime() + days * day_ms)
    vi.useFakeTimers({ toFake: ['Date'], now: after(2.5) })
    try {
      await doDue(['audit-schedule', 'read-account', 'judge-club'])
      const asked = async (days: number) =>
        (await getCoachAsOf(at(club, after(9)), { coachId, at: after(days) })).missed.map(
          ({ dueAt }) => dueAt,
        )
      // Nobody had written the next days down yet: what was known then is the first.
      expect(await asked(1.5)).toEqual([first.due_at])
      expect(await asked(2.6)).toEqual([after(1), first.due_at])
      // The next one is written down before it is due, so that it is missed if no worker ever comes.
      expect(await asked(3.5)).toEqual([after(3), after(1), first.due_at])
    } finally {
      vi.useRealTimers()
    }
  })
})
