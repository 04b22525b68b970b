import { sandbox } from '../support/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getClubAsOf } from '#lib/as-of/get-club-as-of'
import { getCoachAsOf } from '#lib/as-of/get-coach-as-of'
import { getFindingAsOf } from '#lib/as-of/get-finding-as-of'
import { listClubsAsOf } from '#lib/as-of/list-clubs-as-of'
import { endCoach } from '#lib/coaches/end-coach'
import { getCoach, type Coach } from '#lib/coaches/get-coach'
import type { Context } from '#lib/context'
import { getFinding } from '#lib/findings/get-finding'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { listClubs } from '#lib/roll-ups/list-clubs'
import { disconnectConnection } from '#lib/zoom-connections/disconnect-connection'
import { stopSharing } from '#lib/zoom-connections/stop-sharing'
import { day_ms, doDue, findingsOf, today, weekly } from '../support/audits'
import {
  aCheckedCoach,
  openTheDoor,
  shutTheDoor,
  type CheckedCoach,
} from '../support/checked-coach'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody, at } from '../support/contexts'
import { asRole } from '../support/database'
import { moment, nothing, projections, prove } from '../support/past'

beforeAll(prepareQueue)
afterAll(closeQueue)

/** What a page says of a coach but for what is offered to do now. */
const said = ({ accounts, ...coach }: Coach) =>
  nameless({
    ...coach,
    accounts: accounts.map(({ check: _check, lastAuditId: _audit, ...account }) => account),
  })

/** Without the names of sessions: what is none any more has lost its name in the past as well. */
const nameless = (page: object): unknown =>
  JSON.parse(JSON.stringify(page, (key, value: unknown) => (key === 'topic' ? undefined : value)))

/** The same by the history alone. */
const rebuilt = (club: Context, instant: Date) =>
  asRole('app', async (client) => {
    await client.query('begin')
    await client.query(
      `select set_config('app.organisation_id', $1, true), set_config('app.as_of', $2, true),
         set_config('app.known_at', $2, true)`,
      [club.organisation.id, instant.toISOString()],
    )
    const found = await client.query<{ of: string; row: unknown }>(
      `select 'result' as of, to_jsonb(r) - 'audit_id' as row from as_of.results_current r
       union all select 'finding', to_jsonb(f) from as_of.findings f order by 1, 2`,
    )
    return found.rows
  })

type Step = (of: CheckedCoach, club: Context) => Promise<unknown>

const steps: Record<string, Step> = {
  open: async (coach) => {
    openTheDoor(coach)
    await coach.check()
  },
  shut: async (coach) => {
    shutTheDoor(coach)
    await coach.check()
  },
  again: (coach) => coach.check(),
  another: async (coach) => {
    sandbox.world.addMeeting(coach.zoomUserId, weekly('Choir'))
    await coach.check()
  },
  unsafe: async (coach) => {
    sandbox.world.setUserSetting(coach.zoomUserId, 'in_meeting.who_can_share_screen', 'all')
    await coach.check()
  },
}

const last: Record<string, Step> = {
  share: ({ me, connectionId }, club) =>
    stopSharing(today(me), { connectionId, clubId: club.organisation.id }),
  disconnect: ({ me, connectionId }) => disconnectConnection(today(me), { connectionId }),
  left: ({ coachId }, club) => endCoach(today(club), { coachId }),
}

/** A small generator, so that a run that fails can be made again. */
function chosen(seed: number) {
  let state = seed
  return <Each>(of: readonly Each[]): Each => {
    state = (state * 1103515245 + 12345) % 2147483648
    const each = of[Math.floor((state / 2147483648) * of.length)]
    if (each === undefined) throw new Error('nothing to choose of')
    return each
  }
}

describe('the past', () => {
  test.each([1, 20261125])(
    'as of a moment is what was said at that moment, after any steps (%i)',
    async (seed) => {
      const choose = chosen(seed)
      const body = await aGoverningBody()
      const club = await aClub(body)
      const coach = await aCheckedCoach(club)
      const other = await aCheckedCoach(club, { name: 'Ola Other' })
      const kept: { instant: Date; step: string; coach: unknown; clubs: unknown; rows: unknown }[] =
        []
      const keep = async (step: string) => {
        const instant = await moment()
        kept.push({
          ...{ instant, step },
          coach: said(await getCoach(at(club, instant), { coachId: coach.coachId })),
          clubs: await listClubs(at(body, instant), {}),
          rows: await projections(club),
        })
        expect(await prove(club), step).toEqual(nothing)
      }
      await keep('checked')
      for (let turn = 0; turn < 5; turn += 1) {
        const step = choose(Object.keys(steps))
        await steps[step]?.(choose([coach, coach, other]), club)
        await keep(step)
      }
      const end = choose(Object.keys(last))
      await last[end]?.(coach, club)
      await keep(end)
      await doDue(['end-share'])
      await keep(`${end}, and what follows`)
      const later = at(club, new Date(Date.now() + day_ms))
      for (const { instant, step, ...then } of kept) {
        const { missed: _missed, ...seen } = await getCoachAsOf(later, {
          coachId: coach.coachId,
          at: instant,
        })
        expect(await rebuilt(club, instant), step).toEqual(then.rows)
        expect(said(seen), step).toEqual(then.coach)
        expect(await listClubsAsOf(at(body, later.now), { at: instant }), step).toEqual(then.clubs)
      }
    },
    60_000,
  )

  test('what was up to date then is late then, once nobody looked', async () => {
    const club = await aClub(await aGoverningBody())
    const { coachId } = await aCheckedCoach(club)
    const now = await moment()
    const week = new Date(now.getTime() + 7 * day_ms)
    const asked = (instant: Date) => getCoachAsOf(at(club, week), { coachId, at: instant })
    expect((await asked(now)).status.state).toBe('up_to_date')
    expect((await asked(new Date(now.getTime() + 2 * day_ms))).status.state).toBe('out_of_date')
  })

  test('before there was a coach or a finding there is none', async () => {
    const club = await aClub(await aGoverningBody())
    const before = club.now
    const coach = await aCheckedCoach(club)
    openTheDoor(coach)
    await coach.check()
    const [finding] = await findingsOf(club, coach.sessionId)
    const { id: findingId = '' } = finding ?? {}
    const ctx = today(club)
    await expect(getCoachAsOf(ctx, { coachId: coach.coachId, at: before })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(getFindingAsOf(ctx, { findingId, at: before })).rejects.toMatchObject({
      code: 'not_found',
    })
    expect((await getClubAsOf(ctx, { at: before })).coaches).toEqual([])
    const opened = await moment()
    shutTheDoor(coach)
    await coach.check()
    expect(await getFinding(today(club), { findingId })).toMatchObject({ state: 'closed' })
    const then = await getFindingAsOf(today(club), { findingId, at: opened })
    expect(then).toMatchObject({ state: 'open', closedAt: null, now: { result: 'not_met' } })
    expect(then.events.map(({ event }) => event)).toEqual(['opened'])
    expect((await getClubAsOf(today(club), { at: opened })).openInAll).toBe(1)
  })

  test('tells what was so from what was known: a check that was judged late', async () => {
    const club = await aClub(await aGoverningBody())
    const coach = await aCheckedCoach(club)
    openTheDoor(coach)
    await coach.check()
    const [finding] = await findingsOf(club, coach.sessionId)
    const findingId = finding?.id ?? ''
    const [opened] = await rowsOf<{ at: Date; recorded_at: Date }>(
      'select at, recorded_at from finding_events where finding_id = $1',
      [findingId],
    )
    if (!opened) throw new Error('nothing opened')
    expect(opened.recorded_at.getTime()).toBeGreaterThan(opened.at.getTime())
    const ctx = today(club)
    await expect(getFindingAsOf(ctx, { findingId, at: opened.at })).rejects.toMatchObject({
      code: 'not_found',
    })
    expect(
      await getFindingAsOf(ctx, { findingId, at: opened.at, knownAt: opened.recorded_at }),
    ).toMatchObject({ state: 'open' })
  })

  test('of another club or coach is not found, and a coach has their own', async () => {
    const body = await aGoverningBody()
    const club = await aClub(body)
    const coach = await aCheckedCoach(club)
    const neighbour = await aCoach(club)
    const stranger = await aClub(body)
    const asked = { coachId: coach.coachId, at: await moment() }
    for (const ctx of [stranger, neighbour.inClub, body]) {
      await expect(getCoachAsOf(today(ctx), asked)).rejects.toMatchObject({ code: 'not_found' })
    }
    expect((await getCoachAsOf(today(coach.inClub), asked)).coachId).toBe(coach.coachId)
    await expect(getClubAsOf(today(coach.inClub), asked)).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(listClubsAsOf(today(club), asked)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('can be changed by nobody', async () => {
    const club = await aClub(await aGoverningBody())
    await aCheckedCoach(club)
    for (const table of ['past_states', 'result_ends', 'checks_due']) {
      await asRole('superuser', async (client) => {
        await expect(client.query(`update ${table} set recorded_at = now()`)).rejects.toThrow(
          /append-only|permission/,
        )
      }).catch((error: unknown) => {
        // Nothing stands in it yet: then there is nothing that could be changed.
        if (table !== 'result_ends') throw error
      })
    }
    await asRole('app', async (client) => {
      await client.query("select set_config('app.organisation_id', $1, false)", [
        club.organisation.id,
      ])
      await expect(
        client.query(
          `insert into past_states (organisation_id, of_table, row_id, valid_from, recorded_at, state)
           values ($1, 'coaches', $1, now(), now(), '{}')`,
          [club.organisation.id],
        ),
      ).rejects.toThrow(/permission/)
    })
  })
})
