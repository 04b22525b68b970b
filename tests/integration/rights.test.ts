import '../support/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endCoach } from '#lib/coaches/end-coach'
import type { Context } from '#lib/context'
import { isAppError } from '#lib/core/errors'
import { endMembership } from '#lib/memberships/end-membership'
import { listMembers } from '#lib/memberships/list-members'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { provideCredential } from '#lib/register/provide-credential'
import { verifyCredential } from '#lib/register/verify-credential'
import { agreeToErase, keepInstead } from '#lib/rights/answer-erasure'
import { askErasure } from '#lib/rights/ask-erasure'
import { endHold } from '#lib/rights/end-hold'
import { listKept } from '#lib/rights/list-kept'
import { placeHold } from '#lib/rights/place-hold'
import { planErasure } from '#lib/rights/plan-erasure'
import { withdrawErasure } from '#lib/rights/withdraw-erasure'
import { today } from '../support/audits'
import { aCheckedCoach } from '../support/checked-coach'
import { rowsOf } from '../support/connections'
import {
  aClub,
  aCoach,
  anOfficer,
  aPerson,
  emailOf,
  userIdOf,
  withRoles,
} from '../support/contexts'
import { dueAt, noticesOf, personOf } from '../support/notices'
import { aBodyThatAsks, check, seen } from '../support/register-people'
import { trailOf } from '../support/trail-of'

import {
  aLeaver,
  erase,
  erasuresOf,
  everythingOf,
  later,
  oneErasure,
  personAlsoOfficer,
  rowsWith,
  unmistakable,
  usersOf,
} from '../support/rights'
const notFound = (error: unknown) => isAppError(error, 'not_found')
const conflict = (error: unknown) => isAppError(error, 'conflict')

const name = unmistakable

let body: Context
beforeAll(async () => {
  await prepareQueue()
  body = await aBodyThatAsks()
})
afterAll(closeQueue)

describe('erasing somebody at a club', () => {
  test('takes who they are out of everything there; verdicts, times and fingerprints stay', async () => {
    const club = await aClub(body)
    const other = await aCheckedCoach(club, { name: 'Remaining Coach', topic: 'Stays' })
    const coach = await aCheckedCoach(club, { name, topic: 'Topic of Philippa' })
    const { coachId } = coach
    const asCoach = today(coach.inClub)
    const officer = today(club)
    const given = { nameOnIt: 'Philippa Former', nameReason: 'changed_name' } as const
    const credentialId = await provideCredential(asCoach, { coachId, ...check(given) })
    await verifyCredential(officer, { credentialId, ...seen })
    const second = today(await anOfficer(club))
    await endCoach(officer, { coachId })
    const records = () =>
      rowsOf<{ id: string; entry: string; leaf: string; record: string | null }>(
        'select id, entry, leaf, record from evidence_records where organisation_id = $1 order by id',
        [club.organisation.id],
      )
    const results = () =>
      rowsOf<object>(
        `select id, control, result, valid_from from result_changes where organisation_id = $1
         order by id`,
        [club.organisation.id],
      )
    const [recordsBefore, resultsBefore] = [await records(), await results()]
    const before = await everythingOf(club)
    const words = [
      name,
      emailOf(asCoach),
      userIdOf(asCoach),
      'Topic of Philippa',
      'Philippa Former',
    ]
    for (const word of words) expect(before).toContain(word)

    const { erasureId } = await planErasure(second, { coachId })
    expect(await erase(club, erasureId, later(second, 29))).toBe(false)
    expect(await erase(club, erasureId, later(second, 31))).toBe(true)

    const after = await everythingOf(club)
    expect(await rowsWith(club, [...words, coach.me.organisation.id])).toEqual([])
    expect(await results()).toEqual(resultsBefore)
    const recordsAfter = await records()
    expect(recordsAfter.map(({ id, entry, leaf }) => ({ id, entry, leaf }))).toEqual(
      recordsBefore.map(({ id, entry, leaf }) => ({ id, entry, leaf })),
    )
    const erased = recordsAfter.filter(({ record }) => record === null)
    const named = recordsBefore.filter(({ record }) => record?.includes(coachId))
    expect(named.length).toBeGreaterThan(5)
    expect(erased.map(({ id }) => id)).toEqual(expect.arrayContaining(named.map(({ id }) => id)))
    // Of nobody else.
    const others = recordsBefore.filter(({ record }) => record?.includes(other.coachId))
    expect(erased.filter(({ id }) => others.some((each) => each.id === id))).toEqual([])
    expect(after).toContain('Remaining Coach')
    expect(after).toContain('"topic": "Stays"')
    expect(await trailOf(club.organisation.id)).toEqual(
      expect.arrayContaining(['erasure.plan user', 'erasure.done worker']),
    )
    expect(await oneErasure(club)).toMatchObject({ state: 'done' })
    expect(await dueAt('erase-person', erasureId)).toBeNull()
  })

  test('leaves each record with when it was erased, and its hashes', async () => {
    const { club, officer, coachId } = await aLeaver(body)
    const { erasureId } = await planErasure(officer, { coachId })
    await erase(club, erasureId, later(officer, 31))
    const rows = await rowsOf<{ erased: boolean; entry: string }>(
      `select erased_at is not null as erased, entry from evidence_records
       where organisation_id = $1 and record is null`,
      [club.organisation.id],
    )
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.every(({ erased, entry }) => erased && entry.length === 64)).toBe(true)
  })

  test('is not planned of who is still there, twice, nor of oneself', async () => {
    const { club, officer, coachId } = await aLeaver(body)
    const there = await aCoach(club)
    await expect(planErasure(officer, { coachId: there.coachId })).rejects.toSatisfy(conflict)
    await planErasure(officer, { coachId })
    await expect(planErasure(officer, { coachId })).rejects.toSatisfy(conflict)
    const both = await aCoach(club, await personAlsoOfficer(club))
    await endCoach(officer, { coachId: both.coachId })
    const asThemselves = { ...withRoles(today(both.inClub), 'welfare_officer'), coachId: null }
    await expect(planErasure(asThemselves, { coachId: both.coachId })).rejects.toSatisfy(conflict)
  })

  test('of another organisation is not found, nor by who looks after none', async () => {
    const { club, officer, coachId } = await aLeaver(body)
    const stranger = today(await aClub(body))
    const { erasureId } = await planErasure(officer, { coachId })
    const because = 'legal_claim' as const
    await expect(planErasure(stranger, { coachId })).rejects.toSatisfy(notFound)
    await expect(keepInstead(stranger, { erasureId, because })).rejects.toSatisfy(notFound)
    await expect(agreeToErase(stranger, { erasureId })).rejects.toSatisfy(notFound)
    await expect(placeHold(stranger, { coachId, reason: 'court' })).rejects.toSatisfy(notFound)
    await expect(endHold(stranger, { coachId })).rejects.toSatisfy(notFound)
    expect((await listKept(stranger, {})).erasures).toEqual([])
    for (const role of ['coach', 'safeguarding_lead', 'person', 'auditor'] as const) {
      const as = withRoles(officer, role)
      await expect(planErasure(as, { coachId })).rejects.toSatisfy(notFound)
      await expect(keepInstead(as, { erasureId, because })).rejects.toSatisfy(notFound)
      await expect(placeHold(as, { coachId, reason: 'court' })).rejects.toSatisfy(notFound)
      await expect(listKept(as, {})).rejects.toSatisfy(notFound)
    }
    expect((await oneErasure(club)).state).toBe('planned')
  })
})

describe('what somebody asks for themselves', () => {
  test('goes at once from their own record; each club answers for itself; then the sign-in', async () => {
    const one = await aClub(body)
    const two = await aClub(body)
    const coach = await aCheckedCoach(one, { name })
    const there = await aCoach(two, coach.me)
    const me = today(coach.me)
    expect(await askErasure(me)).toEqual({ finished: false })
    const own = await everythingOf(me)
    expect(own).not.toContain(coach.zoomUserId)
    expect(own).not.toMatch(/^readings /m)
    await expect(askErasure(me)).rejects.toSatisfy(conflict)

    const [first, second] = [await oneErasure(one), await oneErasure(two)]
    const officer = today(one)
    await erase(one, first.id, later(me, 1))
    const told = async (who: Context) =>
      (await noticesOf(await personOf(who)))
        .map(({ kind }) => kind)
        .filter((kind) => /eras/.test(kind))
    expect(await told(one)).toEqual(['erasure_asked'])
    await expect(agreeToErase(officer, { erasureId: first.id })).rejects.toSatisfy(conflict)
    await endCoach(officer, { coachId: coach.coachId })
    await agreeToErase(officer, { erasureId: first.id })
    await expect(agreeToErase(officer, { erasureId: first.id })).rejects.toSatisfy(conflict)
    await keepInstead(today(two), { erasureId: second.id, because: 'safeguarding' })
    const copies = () =>
      rowsOf<{ state: string; kept_because: string | null }>(
        `select state, kept_because from erasures where organisation_id = $1
         and of_organisation_id is not null order by state`,
        [me.organisation.id],
      )
    expect(await copies()).toEqual([
      { state: 'kept', kept_because: 'safeguarding' },
      { state: 'planned', kept_because: null },
    ])
    await erase(one, first.id, later(officer, 8))
    expect(await everythingOf(one)).not.toContain(name)
    expect((await copies()).map(({ state }) => state)).toEqual(['done', 'kept'])
    // A yes, a no, and that it is done.
    expect(await told(me)).toEqual(['erasure_answered', 'erasure_answered', 'erasure_answered'])

    // Still a coach of the other club: the sign-in stays.
    const head = (await erasuresOf(me)).find(({ state }) => state === 'waiting')
    await erase(me, head?.id ?? '', later(officer, 9))
    expect(await usersOf(me)).toBe(1)
    await endCoach(today(two), { coachId: there.coachId })
    await erase(me, head?.id ?? '', later(officer, 11))
    expect(await usersOf(me)).toBe(0)
    expect(await rowsWith(me, [name, userIdOf(me), coach.zoomUserId])).toEqual([])
  })

  test('is done at once where nobody needs their sign-in', async () => {
    const me = today(await aPerson(name))
    expect(await askErasure(me)).toEqual({ finished: true })
    expect(await usersOf(me)).toBe(0)
    expect(await everythingOf(me)).not.toContain(name)
  })

  test('waits for the last post of somebody who only looks after a club', async () => {
    const club = await aClub(body)
    const second = await anOfficer(club)
    const me = today(await personOf(second))
    expect(await askErasure(me)).toEqual({ finished: false })
    const { id: requestId } = await oneErasure(me)
    await erase(me, requestId, later(me, 2))
    expect(await usersOf(me)).toBe(1)
    const members = await listMembers(today(club))
    const post = members.find(({ userId }) => userId === userIdOf(me))
    await endMembership(today(club), { membershipId: post?.membershipId ?? '' })
    expect(await erase(me, requestId, later(me, 4))).toBe(true)
    expect(await usersOf(me)).toBe(0)
  })

  test('can be taken back with each club that has not done it', async () => {
    const club = await aClub(body)
    const { me } = await aCoach(club)
    await askErasure(today(me))
    await withdrawErasure(today(me), {})
    expect((await oneErasure(club)).state).toBe('withdrawn')
    await expect(withdrawErasure(today(me), {})).rejects.toSatisfy(conflict)
    const { id: erasureId } = await oneErasure(club)
    await expect(keepInstead(today(club), { erasureId, because: 'law_asks' })).rejects.toSatisfy(
      conflict,
    )
    expect(await askErasure(today(me))).toEqual({ finished: false })
  })

  test('is for nobody else to ask', async () => {
    const club = today(await aClub(body))
    await expect(askErasure(club)).rejects.toSatisfy(notFound)
    await expect(withdrawErasure(club, {})).rejects.toSatisfy(notFound)
  })
})
