import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { addCoach } from '#lib/coaches/add-coach'
import type { Context } from '#lib/context'
import { clubStatus } from '#lib/core/club-status'
import { clubGroup, clubGroups, clubTotal } from '#lib/core/clubs-headline'
import { freshFor_ms } from '#lib/core/freshness'
import { getClub } from '#lib/roll-ups/get-club'
import { listClubs } from '#lib/roll-ups/list-clubs'
import {
  aClub,
  aCoach,
  aGoverningBody,
  anOfficer,
  at,
  newEmail,
  nextMoment,
  unique,
  withRoles,
} from '../support/contexts'
import { asRole } from '../support/database'

let body: Context

beforeAll(async () => {
  body = await aGoverningBody()
})

/** Many clubs under a body at once, with figures of every kind, as deliveries would leave them. */
async function manyClubs(of: Context, count: number, named = 'Many'): Promise<void> {
  await asRole('superuser', async (client) => {
    await client.query(
      `with made as (
         select uuidv7() as id, n, $3 || ' ' || lpad(n::text, 6, '0') as name
         from generate_series(1, $2::integer) n),
       joined as (
         insert into affiliations (organisation_id, id, side, other_organisation_id, other_name,
           other_kind, starts_at)
         select $1, uuidv7(), 'lower', id, name, 'club', $4 from made)
       insert into roll_ups (organisation_id, club_organisation_id, club_name, coaches,
         coaches_not_connected, coaches_not_known, blocking, advisory, accepted_blocking,
         could_not_check, met, oldest_blocking_at, oldest_checked_at, last_checked_at, good_until, updated_at)
       select $1, id, name, n % 7, (n / 3) % 2,
         case when n % 8 = 0 then 1 else 0 end, case when n % 20 = 0 then n % 3 else 0 end, n % 2,
         case when n % 17 = 0 then 1 else 0 end,
         case when n % 11 = 0 then 1 else 0 end, n % 13, null,
         $4::timestamptz - make_interval(mins => n % 50), $4,
         case n % 5 when 0 then null when 1 then $4 else $4::timestamptz + interval '1 hour' end, $4
       from made`,
      [of.organisation.id, count, named, of.now],
    )
  })
}

const asked = (ctx: Context, input = {}) => listClubs(at(ctx, nextMoment()), input)

describe('the clubs of a body', () => {
  test('are there from the day they come in, and nothing is known of them', async () => {
    const club = await aClub(body, unique('New'))
    const { clubs, counts, oldestCheckedAt } = await asked(body)
    expect(clubs.map(({ name }) => name)).toContain(club.organisation.name)
    expect(clubs[0]?.status.state).toBe('no_coaches')
    expect(counts).toMatchObject({ not_known: clubs.length, up_to_date: 0 })
    expect(oldestCheckedAt).toBeNull()
  })

  test('with a coach who has not connected are not known, and say how many', async () => {
    const club = await aClub(body)
    await addCoach(at(club, nextMoment()), {
      name: 'Jo',
      email: newEmail(),
      teams: '',
      coachesUnder18sOnline: true,
    })
    const found = await asked(body, { name: club.organisation.name })
    expect(found.clubs.map(({ status }) => status.words)).toEqual(['1 coach not connected'])
  })

  test('are on the list from the moment they are under the body, whatever came of them', async () => {
    const other = await aGoverningBody()
    const clubs = [await aClub(other), await aClub(other)]
    const affiliated = await asRole('superuser', (client) =>
      client.query(
        `select other_organisation_id from affiliations
          where organisation_id = $1 and side = 'lower' and ends_at is null`,
        [other.organisation.id],
      ),
    )
    expect(affiliated.rowCount).toBe(clubs.length)
    expect(clubTotal((await asked(other)).counts)).toBe(clubs.length)
  })

  test('that have left are not counted; what was known of them stays to be read', async () => {
    const other = await aGoverningBody()
    const club = await aClub(other)
    await asRole('superuser', (client) =>
      client.query('update affiliations set ends_at = $2 where other_organisation_id = $1', [
        club.organisation.id,
        nextMoment(),
      ]),
    )
    expect(clubTotal((await asked(other)).counts)).toBe(0)
    const clubId = club.organisation.id
    expect((await getClub(other, { clubId })).leftAt).toBeInstanceOf(Date)
    await asRole('superuser', (client) =>
      client.query(
        `insert into affiliations (organisation_id, id, side, other_organisation_id, other_name,
          other_kind, starts_at) values ($1, $2, 'lower', $3, 'Back', 'club', $4)`,
        [other.organisation.id, randomUUID(), clubId, nextMoment()],
      ),
    )
    expect(clubTotal((await asked(other)).counts)).toBe(1)
    expect((await getClub(other, { clubId })).leftAt).toBeNull()
  })

  test('are in the group that their status says, by the database as by the rule', async () => {
    const other = await aGoverningBody()
    await manyClubs(other, 1200)
    const now = other.now
    const groups = new Map<string, string>()
    for (const group of clubGroups) {
      let after: string | undefined
      do {
        const page = await listClubs(at(other, now), { group, ...(after ? { after } : {}) })
        for (const { clubId, ...facts } of page.clubs) {
          expect(clubGroup(clubStatus(facts, now).state)).toBe(group)
          groups.set(clubId, group)
        }
        after = page.next
      } while (after)
    }
    const { counts } = await listClubs(at(other, now), {})
    expect(groups.size).toBe(1200)
    for (const group of clubGroups) {
      expect([...groups.values()].filter((each) => each === group)).toHaveLength(counts[group])
      expect(counts[group]).toBeGreaterThan(0)
    }
  })

  test('come page by page, each once, the worst first, there and back', async () => {
    const other = await aGoverningBody()
    await manyClubs(other, 130)
    const pages: string[][] = []
    let after: string | undefined
    let last
    do {
      last = await asked(other, after ? { after } : {})
      pages.push(last.clubs.map(({ name }) => name))
      after = last.next
    } while (after)
    expect(pages.map((page) => page.length)).toEqual([50, 50, 30])
    expect(new Set(pages.flat()).size).toBe(130)
    const back = await asked(other, { before: last.previous })
    expect(back.clubs.map(({ name }) => name)).toEqual(pages[1])
    const first = await asked(other, { before: back.previous })
    expect(first.clubs.map(({ name }) => name)).toEqual(pages[0])
    expect(first.previous).toBeUndefined()
    expect(first.clubs[0]?.status.state).toBe('falls_short')
  })

  test('are found by a part of their name, whatever the capitals, and signs mean themselves', async () => {
    const other = await aGoverningBody()
    await aClub(other, 'Ünited 100% Judo')
    await aClub(other, 'United 1000 Judo')
    const names = async (name: string) => (await asked(other, { name })).clubs.map((c) => c.name)
    expect(await names('100%')).toEqual(['Ünited 100% Judo'])
    expect(await names(' üNITED ')).toEqual(['Ünited 100% Judo'])
    expect(await names('judo')).toHaveLength(2)
    expect(await names('_')).toEqual([])
  })

  test.each(['nonsense', 'W10', ''])(
    'a made-up page (%j) is refused or is the first',
    async (after) => {
      await expect(asked(body, { after })).rejects.toMatchObject({ code: 'invalid_input' })
    },
  )
})

describe('until when a club’s figures hold', () => {
  const readAt = new Date('2026-11-24T09:00:00Z')
  const holdsUntil = new Date(readAt.getTime() + freshFor_ms)

  /** A connection of one coach, as delivered; `complete` is when everything was last read. */
  const connection = (club: Context, coachId: string, state: string, complete: Date | null) =>
    asRole('superuser', (client) =>
      client.query(
        `insert into coach_connections (organisation_id, id, coach_id, holder_organisation_id,
          state, connected_at, last_asked_at, last_complete_at)
         values ($1, $2, $3, $4, $5, $6, $6, $7)`,
        [club.organisation.id, randomUUID(), coachId, randomUUID(), state, readAt, complete],
      ),
    )

  /** Anything that the club does delivers how it stands. */
  const delivered = async (club: Context) => {
    const somebody = { name: 'Jo', email: newEmail(), teams: '', coachesUnder18sOnline: false }
    await addCoach(at(club, nextMoment()), somebody)
    return getClub(at(body, readAt), { clubId: club.organisation.id })
  }

  test('the account that was read longest ago decides, and one never read leaves no date', async () => {
    const club = await aClub(body)
    const [one, other] = [await aCoach(club), await aCoach(club)]
    await connection(club, one.coachId, 'connected', readAt)
    await connection(club, other.coachId, 'connected', null)
    const unread = await delivered(club)
    expect([unread.goodUntil, unread.status.state]).toEqual([null, 'not_checked'])
    await asRole('superuser', (client) =>
      client.query('update coach_connections set last_complete_at = $2 where coach_id = $1', [
        other.coachId,
        new Date(readAt.getTime() + 1000),
      ]),
    )
    expect((await delivered(club)).goodUntil).toEqual(holdsUntil)
  })

  test('an account that is connected no more says nothing about the one that replaced it', async () => {
    const club = await aClub(body)
    const { coachId } = await aCoach(club)
    await connection(club, coachId, 'disconnected', new Date('2026-01-01T09:00:00Z'))
    await connection(club, coachId, 'connected', readAt)
    expect((await delivered(club)).goodUntil).toEqual(holdsUntil)
  })
})

describe('who may look', () => {
  test.each(['safeguarding_lead', 'administrator'] as const)('a %s of the body', async (role) => {
    const officer = await anOfficer(body, role)
    expect((await asked(officer)).clubs.length).toBeGreaterThan(0)
  })

  test.each(['coach', 'welfare_officer', 'person', 'auditor', 'worker', 'server'] as const)(
    'and not a %s',
    async (role) => {
      const asking = withRoles(body, role)
      await expect(asked(asking)).rejects.toMatchObject({ code: 'not_found' })
      await expect(getClub(asking, { clubId: randomUUID() })).rejects.toMatchObject({
        code: 'not_found',
      })
    },
  )

  test('and not a club’s administrator: there is no such list', async () => {
    const club = await aClub(body)
    const asking = await anOfficer(club, 'administrator')
    await expect(asked(asking)).rejects.toMatchObject({ code: 'not_found' })
    const clubId = club.organisation.id
    await expect(getClub(asking, { clubId })).rejects.toMatchObject({ code: 'not_found' })
  })

  test('another body sees nothing of them, and finds none of them', async () => {
    const club = await aClub(body)
    const stranger = await aGoverningBody()
    expect(clubTotal((await asked(stranger)).counts)).toBe(0)
    const clubId = club.organisation.id
    await expect(getClub(stranger, { clubId })).rejects.toMatchObject({ code: 'not_found' })
    expect((await getClub(body, { clubId })).name).toBe(club.organisation.name)
  })
})
