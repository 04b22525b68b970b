import { sandbox } from '../support/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import { getAudit } from '#lib/audits/get-audit'
import { startAudit } from '#lib/audits/start-audit'
import { hour_ms } from '#lib/core/durations'
import { collectPack } from '#lib/evidence-packs/collect-pack'
import { getFinding } from '#lib/findings/get-finding'
import { listFindings } from '#lib/findings/list-findings'
import { getBenchmark } from '#lib/benchmarks/get-benchmark'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { getClubHome } from '#lib/organisations/get-club-home'
import { disconnectAccount } from '#lib/zoom-accounts/disconnect-account'
import { listAccountResults } from '#lib/zoom-accounts/list-account-results'
import { adminScopes } from '#lib/zoom-connections/needed-scopes'
import { inTenant } from '#db/tenant'
import { appPool } from '#lib/database/pools'
import { doDue, today } from '../support/audits'
import { anAdministrator, connectClubAccount } from '../support/club-accounts'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody, at } from '../support/contexts'

const { world } = sandbox
let body: Context

beforeAll(async () => {
  await prepareQueue()
  body = await aGoverningBody()
})
afterAll(closeQueue)

const cis = { benchmarkId: 'cis-zoom-1.0.0' }
const open = { 'schedule_meeting.join_before_host': true }

/** A club whose account and one group of it do not meet a MUST each, checked once. */
async function aClubWithFindings() {
  const club = await aClub(body)
  const admin = anAdministrator()
  world.setAccountSettings(admin.accountId, open)
  world.addGroup(admin.accountId, {
    name: 'Coaches',
    members: [admin.id],
    settings: { 'in_meeting.private_chat': true },
  })
  const connectionId = await connectClubAccount(club, admin.id)
  await doDue()
  return { club, admin, connectionId }
}

const above = async (club: Context) =>
  (
    await rowsOf<{
      blocking: number
      could_not_check: number
      met: number
      good_until: Date | null
      last_checked_at: Date | null
    }>(
      `select blocking, could_not_check, met, good_until, last_checked_at from roll_ups
       where club_organisation_id = $1`,
      [club.organisation.id],
    )
  )[0]

describe('what was found in a club’s own account', () => {
  test('is in the officers’ list, each by its place, and can be asked for alone', async () => {
    const { club } = await aClubWithFindings()
    const all = await listFindings(today(club), { level: 'MUST' })
    const alone = await listFindings(today(club), { level: 'MUST', of: 'account' })
    expect(alone.items).toEqual(all.items)
    const places = alone.items.map(({ control, subjectKind, groupName, coachId, session }) => ({
      ...{ control, subjectKind, groupName, coachId, session },
    }))
    const nobodys = { coachId: null, session: null }
    expect(places).toHaveLength(2)
    expect(places).toContainEqual({
      ...{ control: 'Z04', subjectKind: 'account', groupName: null, ...nobodys },
    })
    expect(places).toContainEqual({
      ...{ control: 'Z06a', subjectKind: 'group', groupName: 'Coaches', ...nobodys },
    })
  })

  test('stands rule by rule, for the account and its group, with what is met and not known', async () => {
    const { club } = await aClubWithFindings()
    const { subjects } = await listAccountResults(today(club), {})
    expect(subjects.map(({ groupName }) => groupName)).toEqual([null, 'Coaches'])
    const [account, group] = subjects
    const face = (of: typeof account, control: string) =>
      of?.rows.find((row) => row.control === control)
    expect(face(account, 'Z01')).toMatchObject({ face: 'met', findingId: null })
    expect(face(account, 'Z04')).toMatchObject({ face: 'not_met' })
    expect(face(account, 'Z04')?.findingId).not.toBeNull()
    expect(face(group, 'Z06a')?.findingId).not.toBeNull()
    const later = at(club, new Date(Date.now() + 37 * hour_ms))
    const { subjects: old } = await listAccountResults(later, {})
    expect(face(old[0], 'Z01')).toMatchObject({ face: 'out_of_date' })
    const { inClub } = await aCoach(club)
    await expect(listAccountResults(today(inClub), {})).rejects.toMatchObject({ code: 'not_found' })
  })

  test('stands beside a benchmark as it was last read, which finds and changes nothing', async () => {
    const { club } = await aClubWithFindings()
    const before = (await listFindings(today(club), {})).items.length
    world.resetRequests()
    const { subjects, lastAskedAt } = await getBenchmark(today(club), cis)
    expect(world.requests().total).toBe(0)
    expect(lastAskedAt).not.toBeNull()
    expect(subjects.map(({ groupName }) => groupName)).toEqual([null, 'Coaches'])
    const [account, group] = subjects
    expect(account?.results.length).toBeGreaterThan(160)
    const of = (subject: typeof account, rule: string) =>
      subject?.results.find((each) => each.rule.id === rule)?.result
    expect(of(account, '1.1.3.8')).toBe('met')
    expect(of(group, '1.1.3.8')).toBe('not_met')
    expect((await listFindings(today(club), {})).items.length).toBe(before)
    const empty = await getBenchmark(today(await aClub(body)), cis)
    expect(empty).toMatchObject({ subjects: [], lastAskedAt: null })
    const { inClub } = await aCoach(club)
    for (const refused of [
      getBenchmark(today(inClub), cis),
      getBenchmark(today(body), cis),
      getBenchmark(today(club), { benchmarkId: 'none' }),
    ]) {
      await expect(refused).rejects.toMatchObject({ code: 'not_found' })
    }
  })

  test('says who mends it and where in Zoom, and lets an officer have it checked again', async () => {
    const { club, connectionId } = await aClubWithFindings()
    const { items } = await listFindings(today(club), { level: 'MUST' })
    for (const { findingId, subjectKind } of items) {
      const finding = await getFinding(today(club), { findingId })
      expect(finding.words.whoCanMend).toBe('administrator')
      const way = subjectKind === 'account' ? 'Account Management' : 'User Management'
      expect(finding.words.mend?.web.join(' ')).toContain(way)
      expect(finding.check).toEqual({ state: 'ready', connectionId })
    }
  })

  test('is never a coach’s to see, nor the check that found it', async () => {
    const { club, connectionId } = await aClubWithFindings()
    const { inClub } = await aCoach(club)
    expect((await listFindings(today(inClub), {})).items).toEqual([])
    expect((await listFindings(today(inClub), { of: 'account' })).items).toEqual([])
    const [first] = (await listFindings(today(club), {})).items
    const missing = { code: 'not_found' }
    await expect(
      getFinding(today(inClub), { findingId: first?.findingId ?? '' }),
    ).rejects.toMatchObject(missing)
    const [audit] = await rowsOf<{ id: string }>('select id from audits where connection_id = $1', [
      connectionId,
    ])
    await expect(getAudit(today(inClub), { auditId: audit?.id ?? '' })).rejects.toMatchObject(
      missing,
    )
    const seen = await getAudit(today(club), { auditId: audit?.id ?? '' })
    expect(seen.bodies.map(({ groupName }) => groupName)).toContain('Coaches')
    expect(seen.judged?.notMet).toBeGreaterThan(1)
  })

  test('is no all clear on the officers’ first page', async () => {
    const { club, connectionId } = await aClubWithFindings()
    const { zoom } = await getClubHome(today(club), {})
    expect(zoom).toMatchObject({ toMend: 2, notKnown: null, endedAt: null })
    await disconnectAccount(today(club), { connectionId })
    expect((await getClubHome(today(club), {})).zoom.toMend).toBe(0)
  })

  test('is in an evidence pack: results with their records, readings, and what was asked for', async () => {
    const { club, connectionId } = await aClubWithFindings()
    const now = Date.now()
    const period = { from: new Date(now - hour_ms), until: new Date(now + hour_ms) }
    const rows = await inTenant(appPool(), club.organisation.id, (tx) =>
      collectPack(tx, club, period),
    )
    const ofAccount = rows.changes.filter(({ subjectId }) => subjectId === connectionId)
    expect(ofAccount.map(({ control }) => control)).toContain('Z18')
    expect(rows.changes.map(({ subjectKind }) => subjectKind)).toContain('group')
    const records = new Set(rows.records.map(({ id }) => id))
    for (const { evidenceRecordId } of rows.changes) expect(records).toContain(evidenceRecordId)
    const kinds = new Set(rows.confirmations.map(({ bodyKind }) => bodyKind))
    for (const kind of [
      'account_settings',
      'account_lock_meeting_security',
      'group_meeting_security',
    ]) {
      expect(kinds).toContain(kind)
    }
    const hashes = new Set(rows.readings.map(({ hash }) => hash))
    for (const { readingHash } of rows.confirmations) {
      if (readingHash) expect(hashes).toContain(readingHash)
    }
    expect(rows.findings.map(({ subjectKind }) => subjectKind)).toContain('account')
  })
})

describe('how a club with an account of its own stands above', () => {
  test('its findings count, until they are mended', async () => {
    const { club, admin, connectionId } = await aClubWithFindings()
    expect(await above(club)).toMatchObject({ blocking: 2, could_not_check: 0 })
    world.setAccountSettings(admin.accountId, { 'schedule_meeting.join_before_host': false })
    await startAudit(today(club), { connectionId })
    await doDue()
    const after = await above(club)
    expect(after?.blocking).toBe(1)
    expect(after?.met).toBeGreaterThan(10)
    expect(after?.good_until?.getTime()).toBeGreaterThan(Date.now() + 35 * hour_ms)
  })

  test('what could not be read of a MUST is not known, and holds until no time', async () => {
    const club = await aClub(body)
    const without = adminScopes.filter(({ scope }) => scope !== 'account:read:settings:admin')
    await connectClubAccount(club, anAdministrator().id, without)
    await doDue()
    const stands = await above(club)
    expect(stands).toMatchObject({ blocking: 0, good_until: null })
    expect(stands?.could_not_check).toBeGreaterThan(3)
    expect((await getClubHome(today(club), {})).zoom.notKnown).toBe('not_read')
  })

  test('what Zoom never tells on a free plan is no doubt', async () => {
    const club = await aClub(body)
    await connectClubAccount(club, anAdministrator('basic').id)
    await doDue()
    expect(await above(club)).toMatchObject({ blocking: 0, could_not_check: 0 })
    expect((await getClubHome(today(club), {})).zoom.notKnown).toBeNull()
  })

  test('one that was not read for a day and a half is out of date', async () => {
    const { club } = await aClubWithFindings()
    const later = at(club, new Date(Date.now() + 37 * hour_ms))
    expect((await getClubHome(later, {})).zoom.notKnown).toBe('out_of_date')
    const until = (await above(club))?.good_until
    expect(until?.getTime()).toBeLessThan(later.now.getTime())
  })
})
