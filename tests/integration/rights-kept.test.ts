import '../support/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addCoach } from '#lib/coaches/add-coach'
import { endCoach } from '#lib/coaches/end-coach'
import type { Context } from '#lib/context'
import { downloadPack } from '#lib/evidence-packs/download-pack'
import { requestPack } from '#lib/evidence-packs/request-pack'
import { isAppError } from '#lib/core/errors'
import { inviteMember } from '#lib/invitations/invite-member'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { mergeCoaches } from '#lib/register/merge-coaches'
import { provideCredential } from '#lib/register/provide-credential'
import { suspendCoach } from '#lib/register/suspend-coach'
import { agreeToErase, keepInstead } from '#lib/rights/answer-erasure'
import { askErasure } from '#lib/rights/ask-erasure'
import { endHold } from '#lib/rights/end-hold'
import { listKept } from '#lib/rights/list-kept'
import { ownData } from '#lib/rights/own-data'
import { placeHold } from '#lib/rights/place-hold'
import { planErasure } from '#lib/rights/plan-erasure'
import { withdrawErasure } from '#lib/rights/withdraw-erasure'
import { today } from '../support/audits'
import { aCheckedCoach } from '../support/checked-coach'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody, anOfficer, newEmail } from '../support/contexts'
import { asRole } from '../support/database'
import { dueAt, noticesOf, personOf } from '../support/notices'
import { aBodyThatAsks, check } from '../support/register-people'
import { trailOf } from '../support/trail-of'

import {
  aLeaver,
  erase,
  erasuresOf,
  everythingOf,
  keepFor,
  later,
  oneErasure,
  sweep,
  unmistakable,
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

const twin = () => ({
  ...{ name: 'Jo Coach', email: newEmail('twin'), teams: '', coachesUnder18sOnline: true },
})

test('officers are not told over and over by who asks and takes it back', async () => {
  const { me } = await aCoach(await aClub(body))
  for (let times = 0; times < 5; times += 1) {
    await askErasure(today(me))
    await withdrawErasure(today(me), {})
  }
  await expect(askErasure(today(me))).rejects.toMatchObject({ code: 'too_many_attempts' })
})

describe('a hold', () => {
  test('stops what was planned until a second person ends it', async () => {
    const { club, officer, coachId } = await aLeaver(body)
    const second = today(await anOfficer(club))
    const { erasureId } = await planErasure(officer, { coachId })
    await placeHold(officer, { coachId, reason: 'inquiry' })
    await expect(placeHold(second, { coachId, reason: 'court' })).rejects.toSatisfy(conflict)
    expect((await listKept(second, {})).holds).toMatchObject([{ coachId, reason: 'inquiry' }])
    await erase(club, erasureId, later(officer, 31))
    expect((await oneErasure(club)).state).toBe('planned')
    const due = await dueAt('erase-person', erasureId)
    expect(due?.getTime()).toBe(later(officer, 32).getTime())
    await expect(endHold(officer, { coachId })).rejects.toSatisfy(conflict)
    await endHold(second, { coachId })
    await expect(endHold(second, { coachId })).rejects.toSatisfy(conflict)
    await erase(club, erasureId, later(officer, 33))
    expect((await oneErasure(club)).state).toBe('done')
    expect(await trailOf(club.organisation.id)).toEqual(
      expect.arrayContaining(['legal_hold.place user', 'legal_hold.end user']),
    )
  })

  test('is not needed to keep who is not cleared from coming back as somebody new', async () => {
    const club = await aClub(body)
    const officer = today(club)
    const { coachId, me } = await aCoach(club)
    await suspendCoach(officer, { coachId })
    await endCoach(officer, { coachId })
    await expect(planErasure(officer, { coachId })).rejects.toSatisfy(conflict)
    await sweep(club, later(officer, 20_000))
    expect(await erasuresOf(club)).toEqual([])
    await askErasure(today(me))
    const { id: erasureId } = await oneErasure(club)
    await expect(agreeToErase(officer, { erasureId })).rejects.toSatisfy(conflict)
    await keepInstead(officer, { erasureId, because: 'safeguarding' })
  })

  test('holds every entry of theirs: one that was merged, and one by which they came back', async () => {
    const club = await aClub(body)
    const officer = today(club)
    const kept = await aCoach(club)
    const { coachId: merged } = await addCoach(officer, twin())
    await mergeCoaches(officer, { coachId: merged, intoCoachId: kept.coachId })
    await endCoach(officer, { coachId: kept.coachId })
    const again = await aCoach(club, kept.me)
    await endCoach(officer, { coachId: again.coachId })
    const entries = [merged, kept.coachId, again.coachId]
    const planned = await planErasure(officer, { coachId: merged })
    await placeHold(officer, { coachId: kept.coachId, reason: 'inquiry' })
    for (const coachId of entries.slice(1)) {
      await expect(planErasure(officer, { coachId })).rejects.toSatisfy(conflict)
    }
    await sweep(club, later(officer, 20_000))
    await erase(club, planned.erasureId, later(officer, 20_031))
    expect((await erasuresOf(club)).map(({ state }) => state)).toEqual(['planned'])
    await endHold(today(await anOfficer(club)), { coachId: kept.coachId })
    await erase(club, planned.erasureId, later(officer, 20_033))
    expect((await erasuresOf(club)).map(({ state }) => state)).toEqual(['done'])
  })

  test('where there is none, lets go of evidence files that are still to be downloaded', async () => {
    const { club, officer, coachId } = await aLeaver(body)
    const { packId } = await requestPack(officer, { from: '2026-11-01', until: '2026-11-02' })
    const made = `update evidence_packs set state = 'ready', bytes = 1 where id = $1`
    await asRole('superuser', (client) => client.query(made, [packId]))
    const { erasureId } = await planErasure(officer, { coachId })
    const then = later(officer, 31)
    await erase(club, erasureId, then)
    expect(await dueAt('delete-pack', packId)).toEqual(then)
    await expect(downloadPack({ ...officer, now: then }, { packId })).rejects.toSatisfy(notFound)
  })

  test('lets nothing be planned or agreed to, and keeps the number of a check', async () => {
    const { club, officer, coachId, me } = await aLeaver(body)
    await placeHold(officer, { coachId, reason: 'insurance' })
    await expect(planErasure(officer, { coachId })).rejects.toSatisfy(conflict)
    await askErasure(today(me))
    const { id: erasureId } = await oneErasure(club)
    await expect(agreeToErase(officer, { erasureId })).rejects.toSatisfy(conflict)
    await sweep(club, later(officer, 20_000))
    const numbers = await rowsOf<{ kept: boolean }>(
      `select erase_check.kept from (select reference_sealed is not null as kept from credentials
       where coach_id = $1) erase_check`,
      [coachId],
    )
    expect(numbers).toEqual([{ kept: true }])
    expect((await oneErasure(club)).state).toBe('waiting')
  })
})

describe('what is kept for long enough', () => {
  test('is planned thirty days before, officers are told, and then it is erased', async () => {
    const { club, officer, coachId } = await aLeaver(body)
    const left = 36 * 31
    await sweep(club, later(officer, 400))
    expect(await erasuresOf(club)).toEqual([])
    await sweep(club, later(officer, left))
    const planned = await oneErasure(club)
    expect((await noticesOf(await personOf(club))).map(({ kind }) => kind)).toContain(
      'erasure_planned',
    )
    expect(planned).toMatchObject({ state: 'planned', origin: 'retention', decided_by_name: null })
    expect(planned.erase_at?.getTime()).toBe(later(officer, left + 30).getTime())
    await erase(club, planned.id, later(officer, left + 31))
    expect(await everythingOf(club)).not.toContain(name)
    const [row] = await rowsOf<{ name: string; email: string }>(
      'select name, email from coaches where id = $1',
      [coachId],
    )
    expect(row).toEqual({ name: 'Erased person', email: '' })
    await sweep(club, later(officer, left + 400))
    expect((await erasuresOf(club)).length).toBe(1)
  })

  test('is kept for longer where the rules above say so', async () => {
    const strict = await aGoverningBody()
    await keepFor(strict, '120')
    const { club, officer, coachId } = await aLeaver(strict)
    await sweep(club, later(officer, 36 * 31))
    expect(await erasuresOf(club)).toEqual([])
    await planErasure(officer, { coachId })
    const [planned] = await erasuresOf(club)
    expect(planned?.erase_at?.getUTCFullYear()).toBe(officer.now.getUTCFullYear() + 10)
  })

  test('is not put off by a period that the club itself chose', async () => {
    const { club, officer, coachId } = await aLeaver(await aGoverningBody())
    await keepFor(club, '300')
    await planErasure({ ...officer, now: later(officer, 1) }, { coachId })
    expect((await oneErasure(club)).erase_at).toEqual(later(officer, 31))
  })
})

describe('what is no longer needed', () => {
  test('goes after its time: what Zoom said, and addresses of invitations that nobody took', async () => {
    const club = await aClub(body)
    const { coachId } = await aCheckedCoach(club)
    const held = await aClub(body)
    const kept = await aCheckedCoach(held)
    await placeHold(today(held), { coachId: kept.coachId, reason: 'authority' })
    const address = newEmail('never')
    const officer = today(club)
    await inviteMember(officer, { email: address, role: 'administrator' })
    const readings = async (of: Context) =>
      (await rowsOf('select 1 from readings where organisation_id = $1', [of.organisation.id]))
        .length
    const results = async () =>
      (await rowsOf('select 1 from result_changes where coach_id = $1', [coachId])).length
    const [before, was] = [await readings(club), await results()]
    expect(before).toBeGreaterThan(2)
    await sweep(club, later(officer, 100))
    expect(await everythingOf(club)).toContain(address)
    await sweep(club, later(officer, 300))
    expect(await everythingOf(club)).not.toContain(address)
    expect(await readings(club)).toBe(before)
    await sweep(club, later(officer, 800))
    expect(await readings(club)).toBe(0)
    expect(await results()).toBe(was)
    const heldBefore = await readings(held)
    await sweep(held, later(officer, 800))
    expect(await readings(held)).toBe(heldBefore)
  })
})

describe('the download of one’s own data', () => {
  test('has what each club holds of oneself, left ones too, and nothing of others', async () => {
    const club = await aClub(body)
    const coach = await aCheckedCoach(club, { name, topic: 'Topic of Philippa' })
    await aCheckedCoach(club, { name: 'Remaining Coach', topic: 'Stays' })
    const { coachId } = coach
    const given = { nameOnIt: 'Philippa Former', nameReason: 'changed_name' } as const
    await provideCredential(today(coach.inClub), { coachId, ...check(given) })
    await placeHold(today(club), { coachId, reason: 'complaint' })
    await endCoach(today(club), { coachId })
    const text = JSON.stringify(await ownData(today(coach.me)))
    for (const word of [name, 'Topic of Philippa', 'Philippa Former', coach.zoomUserId]) {
      expect(text).toContain(word)
    }
    for (const word of ['Remaining Coach', 'Stays', '001234567890', 'complaint', 'sealed']) {
      expect(text.toLowerCase()).not.toContain(word.toLowerCase())
    }
    await expect(ownData(today(club))).rejects.toSatisfy(notFound)
  })
})

test('every column that says who did something is taken out, or it is said why not', async () => {
  const apart = new Set([
    // Whose they are: another controller's, or who asked to become a club, before there was one.
    ...['acceptances.above_by', 'acceptance_requests.requested_by'],
    ...['acceptance_requests.decided_by', 'club_officers.user_id', 'join_requests.user_id'],
    ...['join_requests.decided_by', 'exemptions.above_by'],
    ...['exemption_requests.said_by', 'exemption_requests.decided_by'],
    // Emptied with the row itself.
    ...['coaches.user_id', 'organisations.user_id'],
  ])
  const columns = await asRole('superuser', async (client) => {
    const found = await client.query<{ name: string }>(`
      select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = 'public' and data_type = 'uuid'
        and (column_name like '%\\_by' or column_name like '%user\\_id')`)
    const known = await client.query<{ name: string }>(
      `select of_table || '.' || who as name from named_columns()`,
    )
    const taken = new Set(known.rows.map(({ name: column }) => column))
    return found.rows.map(({ name: column }) => column).filter((column) => !taken.has(column))
  })
  expect(columns.filter((column) => !apart.has(column))).toEqual([])
})
