import '../support/sandbox'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askHost } from '#lib/mends/ask-host'
import { askedOfCoach } from '#lib/mends/asked-of-coach'
import { lastAsked } from '#lib/mends/last-asked'
import type { Context } from '#lib/context'
import { askingLimits } from '#lib/core/asking-limits'
import { noticeWords } from '#lib/core/notices/words'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { noticeOf } from '#lib/notices/notice-of'
import { workerContext } from '../support/worker-context'
import { readNotice } from '#lib/notices/read-notice'
import { audit, day_ms, doDue, findingsOf, today } from '../support/audits'
import { openTheDoor } from '../support/checked-coach'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody, anOfficer, at, withRoles } from '../support/contexts'
import { aMendingCoach, mend, sessionOf } from '../support/mends'
import { aSession, noticesOf, personOf } from '../support/notices'
import { trailOf } from '../support/trail-of'

const startsAt = new Date(Date.now() + 3 * day_ms)

let body: Context
beforeAll(async () => {
  await prepareQueue()
  body = await aGoverningBody()
})
afterAll(closeQueue)

async function somethingOpen(of: 'meeting' | 'user' = 'meeting') {
  const club = await aClub(body)
  const coach = await aCoach(club)
  const ids = await aSession(club, coach, { startsAt, of })
  const finding = { subjectKind: 'finding' as const, subjectId: ids.finding }
  const session = { subjectKind: 'session' as const, subjectId: ids.session }
  return { club, coach, ids, finding, session }
}

const nameOf = ({ actor }: Context) => (actor.kind === 'user' ? actor.name : '')

const stands = async (me: Context, noticeId: string) => {
  const ctx = await workerContext('send-notice', me.organisation.id, new Date())
  return (await readNotice(ctx, { noticeId }))?.stands
}

/** The one notice of a person, as it is read. */
async function wordsTo(me: Context) {
  const [row] = await rowsOf<Record<string, unknown>>(
    `select kind, role, of_name as "ofName", of_slug as "ofSlug", subject_kind as "subjectKind",
       subject_id as "subjectId", facts from notices where organisation_id = $1`,
    [me.organisation.id],
  )
  const notice = noticeOf(Object(row))
  if (!notice) throw new Error('There is no notice.')
  return noticeWords(notice, new Date())
}

describe('a host is asked to mend something', () => {
  test('once, by name, with the way to what would be changed; and on record', async () => {
    const { club, coach, ids, finding } = await somethingOpen()
    const ask = { ...finding, coachId: coach.coachId }
    expect(await lastAsked(today(club), ask)).toEqual({ canBeAsked: true, last: null })
    await askHost(today(club), finding)
    expect(await noticesOf(coach.me)).toMatchObject([
      { kind: 'mend_asked', role: 'coach', state: 'waiting' },
    ])
    const { title, action } = await wordsTo(coach.me)
    expect(title).toMatch(/ asks you to mend your session on /)
    expect(action.path).toBe(`/me/mends/new?meeting=${ids.session}&rules=Z02`)
    expect(await lastAsked(today(club), ask)).toMatchObject({ last: { isToday: true } })
    expect(await trailOf(club.organisation.id)).toContain('mend.ask user')
  })

  test('of their own settings: of the connection', async () => {
    const { club, coach, ids, finding } = await somethingOpen('user')
    await askHost(today(club), finding)
    const { action } = await wordsTo(coach.me)
    expect(action.path).toBe(`/me/mends/new?connection=${ids.connection}&rules=Z02`)
  })

  test('for a whole session: of everything that is open in it', async () => {
    const { club, coach, ids, session } = await somethingOpen()
    await askHost(today(club), session)
    const { action } = await wordsTo(coach.me)
    expect(action.path).toBe(`/me/mends/new?meeting=${ids.session}&rules=Z02`)
  })

  test('what Touchline cannot mend leads to how to mend it in Zoom', async () => {
    const { club, coach, ids, finding } = await somethingOpen()
    await rowsOf(`update findings set control = 'Z01' where id = $1`, [ids.finding])
    await askHost(today(club), finding)
    const { action } = await wordsTo(coach.me)
    expect(action.path).toBe(`/${club.organisation.slug}/findings/${ids.finding}`)
  })

  test('and sees who asked, of what is open since; nobody else’s, and nobody else sees theirs', async () => {
    const { club, coach, ids, session } = await somethingOpen()
    const other = await aCoach(club)
    expect(await askedOfCoach(today(coach.inClub), {})).toEqual([])
    await askHost(today(club), session)
    const asked = await askedOfCoach(today(coach.inClub), {})
    expect(asked).toMatchObject([{ findingId: ids.finding, askedBy: nameOf(club) }])
    expect(await askedOfCoach(today(other.inClub), {})).toEqual([])
    expect(await askedOfCoach(today(club), {})).toEqual([])
    await rowsOf(`update findings set opened_at = now() + interval '1 hour' where id = $1`, [
      ids.finding,
    ])
    expect(await askedOfCoach(today(coach.inClub), {})).toEqual([])
  })

  test('once a day, whoever asks, and again the day after', async () => {
    const { club, coach, finding } = await somethingOpen()
    await askHost(today(club), finding)
    const other = await anOfficer(club)
    await expect(askHost(today(other), finding)).rejects.toMatchObject({ code: 'conflict' })
    expect(await noticesOf(coach.me)).toHaveLength(1)
    await askHost(at(other, new Date(Date.now() + day_ms)), finding)
    expect(await noticesOf(coach.me)).toHaveLength(2)
  })

  test('and no more often a day than the limit says, for all of it together', async () => {
    const { club, coach, ids } = await somethingOpen()
    const more = Array.from({ length: askingLimits.mendsOfOneADay.count }, () => randomUUID())
    for (const [nth, id] of more.entries()) {
      await rowsOf(
        `insert into findings (organisation_id, id, subject_kind, subject_id, coach_id, control,
           control_version, level, state, because, opened_at, last_seen_at)
         select organisation_id, $2, subject_kind, subject_id, coach_id, 'Z' || (50 + $3::int), 1,
           level, state, because, opened_at, last_seen_at from findings where id = $1`,
        [ids.finding, id, nth],
      )
      await askHost(today(club), { subjectKind: 'finding', subjectId: id })
    }
    await expect(
      askHost(today(club), { subjectKind: 'finding', subjectId: ids.finding }),
    ).rejects.toMatchObject({ code: 'too_many_attempts' })
    expect(await noticesOf(coach.me)).toHaveLength(more.length)
  })

  test('is not sent any more once it is closed', async () => {
    const { club, coach, ids, finding } = await somethingOpen()
    await askHost(today(club), finding)
    const [notice] = await noticesOf(coach.me)
    expect(await stands(coach.me, notice?.id ?? '')).toBe(true)
    await rowsOf(`update findings set state = 'closed' where id = $1`, [ids.finding])
    expect(await stands(coach.me, notice?.id ?? '')).toBe(false)
    await expect(askHost(today(club), finding)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('who has no record of their own cannot be asked, and nothing is written', async () => {
    const { club, coach, finding } = await somethingOpen()
    await rowsOf('update coaches set person_organisation_id = null where id = $1', [coach.coachId])
    const ask = { ...finding, coachId: coach.coachId }
    await expect(askHost(today(club), finding)).rejects.toMatchObject({ code: 'conflict' })
    expect(await lastAsked(today(club), ask)).toEqual({ canBeAsked: false, last: null })
  })
})

describe('who may ask', () => {
  test.each([
    ['welfare_officer', true],
    ['administrator', true],
    ['coach', false],
    ['safeguarding_lead', false],
    ['auditor', false],
  ] as const)('%s: %s', async (role, may) => {
    const { club, finding } = await somethingOpen()
    const asking = askHost(today(withRoles(club, role)), finding)
    if (may) await expect(asking).resolves.toBeUndefined()
    else await expect(asking).rejects.toMatchObject({ code: 'not_found' })
  })

  test('nobody of another club', async () => {
    const { finding, session } = await somethingOpen()
    const other = await aClub(body)
    for (const asked of [finding, session]) {
      await expect(askHost(today(other), asked)).rejects.toMatchObject({ code: 'not_found' })
    }
  })
})

describe('who asked is told that it is mended', () => {
  test('when a check has read it back, once; the coach, who did it, is not', async () => {
    const club = await aClub(body)
    const officer = await anOfficer(club)
    const other = await anOfficer(club)
    const coach = await aMendingCoach(club)
    openTheDoor(coach)
    await coach.check()
    const found = (await findingsOf(club, coach.sessionId)).find(({ control }) => control === 'Z02')
    const about = { subjectKind: 'finding' as const, subjectId: found?.id ?? '' }
    await askHost(today(officer), about)
    await askHost(today(officer), { subjectKind: 'session', subjectId: coach.sessionId })
    expect(await noticesOf(await personOf(officer))).toEqual([])
    expect(await mend(coach.me, sessionOf(coach), 'Z02')).toMatchObject({ came: 'proved' })
    await doDue()
    const told = await noticesOf(await personOf(officer))
    expect(told.map(({ kind, role }) => `${kind} ${role}`)).toEqual([
      'mended welfare_officer',
      'mended welfare_officer',
    ])
    expect(await stands(await personOf(officer), told[0]?.id ?? '')).toBe(true)
    expect(await noticesOf(await personOf(other))).toEqual([])
    expect((await noticesOf(coach.me)).filter(({ kind }) => kind === 'mended')).toEqual([])
    // Found again and mended again without having been asked: nobody is told.
    openTheDoor(coach)
    await coach.check()
    await mend(coach.me, sessionOf(coach), 'Z02')
    expect(await noticesOf(await personOf(officer))).toHaveLength(2)
  })

  test('but not who has left the post since', async () => {
    const club = await aClub(body)
    const officer = await anOfficer(club)
    const coach = await aMendingCoach(club)
    openTheDoor(coach)
    await coach.check()
    await askHost(today(officer), { subjectKind: 'session', subjectId: coach.sessionId })
    await rowsOf(
      `update memberships set ends_at = now() where organisation_id = $1 and user_id = $2`,
      [club.organisation.id, officer.actor.kind === 'user' ? officer.actor.userId : ''],
    )
    await mend(coach.me, sessionOf(coach), 'Z02')
    await audit(coach.me, coach.connectionId)
    expect(await noticesOf(await personOf(officer))).toEqual([])
  })
})
