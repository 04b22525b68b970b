import { sandbox } from '../support/sandbox'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addCoach } from '#lib/coaches/add-coach'
import { endCoach } from '#lib/coaches/end-coach'
import { getCoach } from '#lib/coaches/get-coach'
import { listCoaches } from '#lib/coaches/list-coaches'
import { startAudit } from '#lib/audits/start-audit'
import type { Context } from '#lib/context'
import { inviteCoach } from '#lib/invitations/invite-coach'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { disconnectConnection } from '#lib/zoom-connections/disconnect-connection'
import { stopSharing } from '#lib/zoom-connections/stop-sharing'
import { day_ms, doDue, today, weekly } from '../support/audits'
import { aCheckedCoach, openTheDoor, type CheckedCoach } from '../support/checked-coach'
import { aClub, aCoach, aGoverningBody, anOfficer, at, withRoles } from '../support/contexts'

let body: Context
let club: Context
let jo: CheckedCoach

beforeAll(async () => {
  await prepareQueue()
  body = await aGoverningBody()
  club = await aClub(body)
  jo = await aCheckedCoach(club)
})
afterAll(closeQueue)

const later = (ctx: Context, hours: number) => at(ctx, new Date(Date.now() + hours * 3_600_000))
const statusOf = async (ctx: Context, coachId: string) => (await getCoach(ctx, { coachId })).status

describe('how a coach stands', () => {
  test('is up to date after a whole check that met every MUST, and out of date once it is old', async () => {
    expect(await statusOf(today(club), jo.coachId)).toMatchObject({ state: 'up_to_date' })
    const old = await getCoach(later(club, 37), { coachId: jo.coachId })
    expect(old.status).toMatchObject({ state: 'out_of_date', face: 'out_of_date' })
    const faces = old.accounts.flatMap(({ results }) => results.map(({ face }) => face))
    expect(faces.length).toBeGreaterThan(10)
    expect(faces).not.toContain('met')
  })

  test('has to mend what a session of theirs breaks', async () => {
    const coach = await aCheckedCoach(club)
    openTheDoor(coach)
    await coach.check()
    const seen = await getCoach(today(club), { coachId: coach.coachId })
    expect(seen.status).toMatchObject({ state: 'to_mend', words: '1 thing to mend' })
    expect(seen.open.map(({ control, level }) => `${control} ${level}`)).toContain('Z02 MUST')
    expect(seen.sessions).toMatchObject([
      { sessionId: coach.sessionId, status: { state: 'to_mend' } },
    ])
  })

  test('is not known once Zoom is disconnected, however good the last check was', async () => {
    const coach = await aCheckedCoach(club)
    await disconnectConnection(today(coach.me), { connectionId: coach.connectionId })
    const seen = await getCoach(today(club), { coachId: coach.coachId })
    expect(seen.status).toMatchObject({ state: 'disconnected', face: 'could_not_check' })
    expect(seen.accounts).toMatchObject([{ check: { state: 'refused' } }])
    expect(seen.sessions).toMatchObject([{ status: { state: 'could_not_check' } }])
  })

  test('is not known once the account is no longer shared', async () => {
    const coach = await aCheckedCoach(club)
    const { connectionId } = coach
    await stopSharing(today(coach.me), { connectionId, clubId: club.organisation.id })
    const seen = await getCoach(today(club), { coachId: coach.coachId })
    expect(seen.status.state).toBe('share_ended')
    expect(seen.sessions).toEqual([])
  })

  test('is not known where Zoom refuses the token', async () => {
    const coach = await aCheckedCoach(club)
    sandbox.world.removeApp(coach.zoomUserId)
    await coach.check()
    const seen = await getCoach(today(club), { coachId: coach.coachId })
    expect(seen.status.state).toBe('disconnected')
    expect(seen.accounts).toMatchObject([{ disconnectReason: 'token_refused' }])
    const faces = seen.accounts.flatMap(({ results }) => results.map(({ face }) => face))
    expect(new Set(faces)).toEqual(new Set(['could_not_check']))
  })

  test('is not known where a whole check did not tell one MUST', async () => {
    const coach = await aCheckedCoach(club, {
      differs: { settings: { 'schedule_meeting.join_before_host': null } },
    })
    const seen = await getCoach(today(club), { coachId: coach.coachId })
    expect(seen.facts.connection.lastCompleteAt).not.toBeNull()
    expect(seen.facts).toMatchObject({ mustToMend: 0, mustUnknown: 1 })
    expect(seen.status.state).toBe('could_not_check')
    // The session says for itself what its account leaves out.
    expect(seen.sessions).toMatchObject([{ status: { state: 'ready' } }])
  })

  test('is up to date for some days with meetings not yet sorted, which the list says', async () => {
    const own = await aClub(body)
    const coach = await aCheckedCoach(own)
    const row = async (hours = 0) => (await listCoaches(later(own, hours), {})).items[0]
    expect(await row()).toMatchObject({ status: { state: 'up_to_date' }, unsorted: null })
    sandbox.world.addMeeting(coach.zoomUserId, weekly('Choir'))
    sandbox.world.addMeeting(coach.zoomUserId, weekly('Book club'))
    await coach.check()
    expect(await row()).toMatchObject({
      status: { state: 'up_to_date', face: 'met' },
      unsorted: '2 meetings not yet sorted',
    })
    const { connectionId } = coach
    await stopSharing(today(coach.me), { connectionId, clubId: own.organisation.id })
    expect(await row()).toMatchObject({ status: { state: 'share_ended' }, unsorted: null })
  })

  test('waits for an invitation, and then for Zoom', async () => {
    const added = await addCoach(today(club), {
      name: 'Ann Added',
      email: 'ann.added@example.org',
      teams: '',
      coachesUnder18sOnline: true,
    })
    expect((await statusOf(today(club), added.coachId)).state).toBe('not_invited')
    const row = async (ctx: Context) =>
      (await listCoaches(ctx, {})).items.find(({ coachId }) => coachId === added.coachId)
    expect(await row(today(club))).toMatchObject({ invitedAt: null })
    const before = Date.now()
    await inviteCoach(today(club), { coachId: added.coachId })
    const invited = await row(today(club))
    expect(invited).toMatchObject({ status: { state: 'invited' } })
    expect(invited?.invitedAt?.getTime()).toBeGreaterThanOrEqual(before)
    // It is said when it was sent for as long as it waits, also when it is too old to accept.
    const late = await row(at(club, new Date(Date.now() + 15 * day_ms)))
    expect(late).toMatchObject({
      status: { state: 'invitation_expired' },
      invitedAt: invited?.invitedAt,
    })
    const joined = await aCoach(club)
    expect((await statusOf(today(club), joined.coachId)).state).toBe('not_connected')
    const there = (await listCoaches(today(club), {})).items
    expect(there.find(({ coachId }) => coachId === joined.coachId)).toMatchObject({
      invitedAt: null,
    })
  })

  test('is asked for nothing where they coach no under-18s online', async () => {
    const { coachId } = await addCoach(today(club), {
      name: 'Una Adults',
      email: 'una@example.org',
      teams: '',
      coachesUnder18sOnline: false,
    })
    expect((await statusOf(today(club), coachId)).state).toBe('not_needed')
  })

  test('has left, and nothing is open any more', async () => {
    const coach = await aCheckedCoach(club)
    openTheDoor(coach)
    await coach.check()
    await endCoach(today(club), { coachId: coach.coachId })
    const seen = await getCoach(today(club), { coachId: coach.coachId })
    expect(seen.status.state).toBe('left')
    expect(seen.open).toEqual([])
    expect(seen.closedFindings).toBeGreaterThan(0)
  })
})

describe('a coach’s page', () => {
  test('gives each rule with how it is known and the finding about it', async () => {
    const coach = await aCheckedCoach(club)
    sandbox.world.setUserSetting(coach.zoomUserId, 'in_meeting.who_can_share_screen', 'all')
    await coach.check()
    const { accounts, bodies } = await getCoach(today(club), { coachId: coach.coachId })
    const [first] = accounts[0]?.results ?? []
    expect(first).toMatchObject({ control: 'Z03', face: 'not_met', level: 'MUST' })
    expect(first?.findingId).toMatch(/^[0-9a-f-]{36}$/)
    expect(bodies).toEqual([body.organisation.name])
    const never = accounts[0]?.results.filter(({ reason }) => reason === 'not_readable')
    expect(never).toMatchObject([{ control: 'Z22', face: 'could_not_check' }])
  })

  test('shows the check that runs instead of asking for another', async () => {
    const coach = await aCheckedCoach(club)
    const { connectionId, coachId } = coach
    const before = await getCoach(today(club), { coachId })
    expect(before.accounts).toMatchObject([{ check: { state: 'ready', connectionId } }])
    const { auditId } = await startAudit(today(club), { connectionId })
    const during = await getCoach(today(club), { coachId })
    expect(during.accounts).toMatchObject([{ check: { state: 'under_way', auditId } }])
    await doDue()
    const after = await getCoach(today(club), { coachId })
    expect(after.accounts).toMatchObject([{ check: { state: 'ready' }, lastAuditId: auditId }])
  })

  test('is the coach’s own to see, and no other coach’s', async () => {
    const own = await getCoach(today(jo.inClub), { coachId: jo.coachId })
    expect(own.coachId).toBe(jo.coachId)
    const other = await aCoach(club)
    const notFound = { code: 'not_found' }
    await expect(getCoach(today(other.inClub), { coachId: jo.coachId })).rejects.toMatchObject(
      notFound,
    )
    await expect(listCoaches(today(jo.inClub), {})).rejects.toMatchObject(notFound)
    const { connectionId } = jo
    await expect(startAudit(today(other.inClub), { connectionId })).rejects.toMatchObject(notFound)
  })

  test('is seen by an officer who also coaches, who may ask for anybody’s check', async () => {
    const other = await aCoach(club)
    const both = { ...withRoles(today(other.inClub), 'coach', 'welfare_officer') }
    expect((await getCoach(both, { coachId: jo.coachId })).name).toBe('Jo Coach')
    const { connectionId } = jo
    await expect(startAudit(both, { connectionId })).resolves.toHaveProperty('auditId')
    await doDue()
  })

  test.each(['welfare_officer', 'administrator'] as const)('is seen by a %s', async (role) => {
    const officer = today(await anOfficer(club, role))
    expect((await getCoach(officer, { coachId: jo.coachId })).coachId).toBe(jo.coachId)
    expect((await listCoaches(officer, {})).items.length).toBeGreaterThan(0)
  })

  test.each(['person', 'safeguarding_lead', 'auditor', 'worker'] as const)(
    'is not found by a %s',
    async (role) => {
      const ctx = withRoles(today(club), role)
      const asked = getCoach(ctx, { coachId: jo.coachId })
      await expect(asked).rejects.toMatchObject({ code: 'not_found' })
      await expect(listCoaches(ctx, {})).rejects.toMatchObject({ code: 'not_found' })
    },
  )

  test('is not found by another club, nor by its body', async () => {
    const foreign = today(await aClub(body))
    for (const ctx of [foreign, withRoles(today(body), 'safeguarding_lead', 'administrator')]) {
      const asked = getCoach(ctx, { coachId: jo.coachId })
      await expect(asked).rejects.toMatchObject({ code: 'not_found' })
    }
    await expect(getCoach(today(club), { coachId: randomUUID() })).rejects.toMatchObject({
      code: 'not_found',
    })
    expect((await listCoaches(foreign, {})).items).toEqual([])
  })
})

describe('a long list of coaches', () => {
  let big: Context
  const names = Array.from({ length: 120 }, (_, index) => `Coach ${String(index).padStart(3, '0')}`)

  beforeAll(async () => {
    big = today(await aClub(body))
    for (const [index, name] of names.entries()) {
      await addCoach(big, {
        name,
        email: `coach.${index}@example.org`,
        teams: '',
        coachesUnder18sOnline: index % 3 === 0,
      })
    }
  })

  test('pages by key, forwards and back, without a gap and without twice the same', async () => {
    const seen: string[] = []
    let after: string | undefined
    let back: string | undefined
    do {
      const page = await listCoaches(big, { after })
      seen.push(...page.items.map(({ name }) => name))
      back = page.previous
      after = page.next
    } while (after)
    expect(seen).toEqual(names)
    const before = await listCoaches(big, { before: back })
    expect(before.items.map(({ name }) => name)).toEqual(names.slice(50, 100))
    expect(before.previous).toBeDefined()
    expect(before.next).toBeDefined()
    const first = await listCoaches(big, { before: before.previous })
    expect(first.items.map(({ name }) => name)).toEqual(names.slice(0, 50))
    expect(first.previous).toBeUndefined()
  })

  test('is narrowed to those who stand in one way', async () => {
    const unknown = await listCoaches(big, { filter: 'not_known' })
    expect(unknown.items.map(({ name }) => name)).toEqual(names.filter((_, i) => i % 3 === 0))
    const calm = await listCoaches(big, { filter: 'not_needed' })
    expect(calm.items).toHaveLength(50)
    const rest = await listCoaches(big, { filter: 'not_needed', after: calm.next })
    expect([...calm.items, ...rest.items].map(({ name }) => name)).toEqual(
      names.filter((_, i) => i % 3 !== 0),
    )
    expect((await listCoaches(big, { filter: 'left' })).items).toEqual([])
  })

  test('refuses a page that somebody made up', async () => {
    for (const after of ['x', Buffer.from('["a"]').toString('base64url')]) {
      await expect(listCoaches(big, { after })).rejects.toMatchObject({ code: 'invalid_input' })
    }
  })
})
