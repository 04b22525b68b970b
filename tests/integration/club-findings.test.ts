import { sandbox } from '../support/sandbox'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inTenant } from '#db/tenant'
import { acceptanceOfFinding } from '#lib/acceptances/acceptance-of-finding'
import { decideAcceptance } from '#lib/acceptances/decide-acceptance'
import { endNotAllowed } from '#lib/acceptances/end-not-allowed'
import { requestAcceptance } from '#lib/acceptances/request-acceptance'
import { endCoach } from '#lib/coaches/end-coach'
import type { Context } from '#lib/context'
import { calendarDate } from '#lib/core/dates'
import { builtInProfiles } from '#lib/core/profiles/built-in-profiles'
import { appPool } from '#lib/database/pools'
import { getFinding } from '#lib/findings/get-finding'
import { listCauses } from '#lib/findings/list-causes'
import { listFindings, type ListedFinding } from '#lib/findings/list-findings'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { sortMeetings } from '#lib/meetings/sort-meetings'
import { day_ms, doDue, sortByTopic, today, weekly } from '../support/audits'
import {
  aCheckedCoach,
  openTheDoor,
  shutTheDoor,
  type CheckedCoach,
} from '../support/checked-coach'
import { aClub, aCoach, aGoverningBody, anOfficer, at, withRoles } from '../support/contexts'

let body: Context
let club: Context
let jo: CheckedCoach

beforeAll(async () => {
  await prepareQueue()
  body = await aGoverningBody()
  club = await aClub(body)
  jo = await aCheckedCoach(club)
  openTheDoor(jo)
  await jo.check()
})
afterAll(closeQueue)

const ofCoach = async (
  coach: CheckedCoach,
  state: 'open' | 'closed' = 'open',
): Promise<readonly ListedFinding[]> =>
  (await listFindings(today(club), { state, coachId: coach.coachId, level: 'MUST' })).items

const doorOf = async (coach: CheckedCoach, state: 'open' | 'closed' = 'open'): Promise<string> => {
  const found = (await ofCoach(coach, state)).find(({ control }) => control === 'Z02')
  return found?.findingId ?? ''
}

describe('a finding', () => {
  test('says what is wrong, where, since when, how to mend it, and whose rule it is', async () => {
    const finding = await getFinding(today(club), { findingId: await doorOf(jo) })
    expect(finding).toMatchObject({
      state: 'open',
      level: 'MUST',
      headline: 'Anyone with the link can walk in',
      session: { sessionId: jo.sessionId, topic: 'Under 12s' },
      coachName: 'Jo Coach',
      timesOpened: 1,
      bodies: [body.organisation.name],
      now: { result: 'not_met' },
      events: [{ event: 'opened' }],
      check: { state: 'ready', connectionId: jo.connectionId },
    })
    expect(finding.words.mend?.web.length).toBeGreaterThan(3)
    expect(finding.words.mend?.phone.length).toBeGreaterThan(3)
    expect(finding.sessionStartsAt?.getTime()).toBeGreaterThan(Date.now())
    expect(finding.dueAt).toEqual(finding.sessionStartsAt)
  })

  test('closes as mended by a later check, and comes back with its history', async () => {
    const coach = await aCheckedCoach(club)
    openTheDoor(coach)
    await coach.check()
    const findingId = await doorOf(coach)
    shutTheDoor(coach)
    await coach.check()
    expect(await getFinding(today(club), { findingId })).toMatchObject({
      state: 'closed',
      closeReason: 'mended',
      now: { result: 'met' },
    })
    openTheDoor(coach)
    await coach.check()
    const again = await getFinding(today(club), { findingId })
    expect(again).toMatchObject({ state: 'open', closeReason: null, timesOpened: 2 })
    expect(again.events.map(({ event, closeReason }) => closeReason ?? event)).toEqual([
      'opened',
      'mended',
      'reopened',
    ])
  })

  test('stays open, and says that nobody could look, when a check could not read it', async () => {
    const coach = await aCheckedCoach(club)
    openTheDoor(coach)
    await coach.check()
    const findingId = await doorOf(coach)
    sandbox.world.removeApp(coach.zoomUserId)
    await coach.check()
    expect(await getFinding(today(club), { findingId })).toMatchObject({
      state: 'open',
      now: { result: 'could_not_check' },
      check: { state: 'refused' },
    })
  })

  test.each([
    [
      'removed',
      async (coach: CheckedCoach) => {
        const choices = [{ meetingId: coach.sessionId, sorted: 'private' as const, clubIds: [] }]
        await sortMeetings(today(coach.me), { choices })
        await doDue()
        await coach.check()
      },
    ],
    ['left', (coach: CheckedCoach) => endCoach(today(club), { coachId: coach.coachId })],
  ])('that ends as %s is not called mended', async (reason, end) => {
    const coach = await aCheckedCoach(club)
    openTheDoor(coach)
    await coach.check()
    const findingId = await doorOf(coach)
    await end(coach)
    const ended = await getFinding(today(club), { findingId })
    expect(ended).toMatchObject({ state: 'closed', closeReason: reason })
    expect((await ofCoach(coach, 'closed')).map(({ closeReason }) => closeReason)).toEqual([reason])
  })

  test('is its own coach’s to see, and no other coach’s', async () => {
    const findingId = await doorOf(jo)
    expect((await getFinding(today(jo.inClub), { findingId })).findingId).toBe(findingId)
    const other = today((await aCoach(club)).inClub)
    await expect(getFinding(other, { findingId })).rejects.toMatchObject({ code: 'not_found' })
    expect((await listFindings(other, {})).items).toEqual([])
    // Asking for another's by name gives nothing, and not theirs.
    expect((await listFindings(other, { coachId: jo.coachId })).items).toEqual([])
    const own = await listFindings(today(jo.inClub), {})
    expect(new Set(own.items.map(({ coachId }) => coachId))).toEqual(new Set([jo.coachId]))
  })

  test.each(['person', 'safeguarding_lead', 'auditor', 'worker', 'server'] as const)(
    'is not found by a %s',
    async (role) => {
      const ctx = withRoles(today(club), role)
      const findingId = await doorOf(jo)
      await expect(getFinding(ctx, { findingId })).rejects.toMatchObject({ code: 'not_found' })
      await expect(listFindings(ctx, {})).rejects.toMatchObject({ code: 'not_found' })
    },
  )

  test('is not found by a coach without a row on the register', async () => {
    const ctx = { ...withRoles(today(club), 'coach'), coachId: null }
    await expect(listFindings(ctx, {})).rejects.toMatchObject({ code: 'not_found' })
  })

  test('is not found by another club', async () => {
    const foreign = today(await aClub(body))
    const findingId = await doorOf(jo)
    await expect(getFinding(foreign, { findingId })).rejects.toMatchObject({ code: 'not_found' })
    expect((await listFindings(foreign, {})).items).toEqual([])
    await expect(getFinding(today(club), { findingId: randomUUID() })).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

describe('a risk that was accepted', () => {
  /** Advice that is not met, asked about by the club's officer and accepted by a second one. */
  async function accepted() {
    const second = await anOfficer(club)
    const annotation = (value: boolean) => ({ 'in_meeting.annotation': value })
    const coach = await aCheckedCoach(club, { differs: { settings: annotation(true) } })
    const { items } = await listFindings(today(club), { coachId: coach.coachId, level: 'SHOULD' })
    const { findingId = '' } = items.find(({ control }) => control === 'Z08') ?? {}
    const until = calendarDate(new Date(Date.now() + 30 * day_ms))
    const asked = { findingId, until, reason: 'Shown to parents, and off for the children.' }
    const { acceptanceId } = await requestAcceptance(today(club), asked)
    const decision = { acceptanceId, decision: 'approved' as const, why: 'Agreed for a month.' }
    await decideAcceptance(today(second), decision)
    const mend = () => sandbox.world.setUserSettings(coach.zoomUserId, annotation(false))
    return { coach, findingId, mend }
  }
  const newest = async (findingId: string) =>
    (await acceptanceOfFinding(today(club), { findingId })).newest

  test('stays not met beside it, and ends by itself when a check sees it mended', async () => {
    const { coach, findingId, mend } = await accepted()
    await coach.check()
    const finding = await getFinding(today(club), { findingId })
    expect(finding).toMatchObject({ state: 'open', now: { result: 'not_met' } })
    expect(finding.acceptedUntil?.getTime()).toBeGreaterThan(Date.now())
    mend()
    await coach.check()
    expect(await newest(findingId)).toMatchObject({ state: 'ended', endReason: 'mended' })
    const closed = await getFinding(today(club), { findingId })
    expect(closed).toMatchObject({ state: 'closed', closeReason: 'mended', acceptedUntil: null })
  })

  test('ends when the rules do not let anybody accept it any more', async () => {
    const { findingId } = await accepted()
    const [rules] = builtInProfiles
    const strict = { ...rules, controls: { Z08: { level: 'SHOULD' as const, parameters: {} } } }
    const ctx = today(club)
    await inTenant(appPool(), club.organisation.id, (tx) => endNotAllowed(tx, ctx, rules))
    expect(await newest(findingId)).toMatchObject({ state: 'approved' })
    await inTenant(appPool(), club.organisation.id, (tx) => endNotAllowed(tx, ctx, strict))
    expect(await newest(findingId)).toMatchObject({ state: 'ended', endReason: 'not_allowed' })
    expect((await getFinding(today(club), { findingId })).acceptedUntil).toBeNull()
  })
})

describe('a list of findings', () => {
  test('begins with what MUST be mended, and keeps to what is asked for', async () => {
    const coach = await aCheckedCoach(club, {
      differs: { settings: { 'in_meeting.annotation': true } },
    })
    openTheDoor(coach)
    await coach.check()
    const all = await listFindings(today(club), { coachId: coach.coachId })
    const levels = all.items.map(({ level }) => level)
    expect(levels).toEqual(levels.toSorted())
    expect(new Set(levels)).toEqual(new Set(['MUST', 'SHOULD']))
    for (const level of ['MUST', 'SHOULD'] as const) {
      const { items } = await listFindings(today(club), { coachId: coach.coachId, level })
      expect(items.map((item) => item.level)).toEqual(levels.filter((each) => each === level))
    }
  })

  test('pages by key, open and closed, without a gap and without twice the same', async () => {
    const own = await aClub(body)
    const coach = await aCheckedCoach(own)
    const clubIds = [own.organisation.id]
    const topics = Array.from({ length: 60 }, (_, index) => `Class ${index}`)
    for (const topic of topics) {
      const { id: meetingId } = sandbox.world.addMeeting(coach.zoomUserId, weekly(topic))
      openTheDoor({ ...coach, meetingId })
    }
    await coach.check()
    const said = Object.fromEntries(topics.map((topic) => [topic, clubIds]))
    await sortByTopic(coach.me, coach.connectionId, said)
    expect(await everyFinding(own, 'open')).toBeGreaterThanOrEqual(60)
    const { causes, findings } = await listCauses(today(own), { level: 'MUST' })
    expect(causes.map(({ first, others }) => [first.control, others.length])).toEqual([['Z02', 59]])
    expect(findings).toBe(60)
    await endCoach(today(own), { coachId: coach.coachId })
    expect(await everyFinding(own, 'open')).toBe(0)
    expect(await everyFinding(own, 'closed')).toBeGreaterThanOrEqual(60)
  })
})

/** How many there are, page by page, forwards; and that the way back shows the same page again. */
async function everyFinding(ctx: Context, state: 'open' | 'closed'): Promise<number> {
  const seen: string[] = []
  let first: readonly ListedFinding[] = []
  let after: string | undefined
  let before: string | undefined
  do {
    const page = await listFindings(at(ctx, new Date()), { state, after })
    if (seen.length === 0) first = page.items
    else before ??= page.previous
    seen.push(...page.items.map(({ findingId }) => findingId))
    after = page.next
  } while (after)
  expect(new Set(seen).size).toBe(seen.length)
  if (before) {
    const back = await listFindings(at(ctx, new Date()), { state, before })
    expect(back.items).toEqual(first)
    expect(back.previous).toBeUndefined()
  }
  return seen.length
}
