import { sandbox } from '../support/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import { startAudit } from '#lib/audits/start-audit'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { getAccount } from '#lib/zoom-accounts/get-account'
import { adminScopes } from '#lib/zoom-connections/needed-scopes'
import { auditRow, doDue, findingsOf, resultsOf, today, zoomUser } from '../support/audits'
import { anAdministrator, connectClubAccount } from '../support/club-accounts'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody } from '../support/contexts'

const { world } = sandbox
let body: Context

beforeAll(async () => {
  await prepareQueue()
  body = await aGoverningBody()
})
afterAll(closeQueue)

type Club = { club: Context; connectionId: string; admin: ReturnType<typeof anAdministrator> }

/** A club whose account meets every rule, connected and checked once. */
async function aClubWithAccount(plan: 'basic' | 'pro' | 'business' = 'business'): Promise<Club> {
  const club = await aClub(body)
  const admin = anAdministrator(plan)
  const connectionId = await connectClubAccount(club, admin.id)
  return { club, connectionId, admin }
}

async function check(club: Context, connectionId: string): Promise<string> {
  const { auditId } = await startAudit(today(club), { connectionId })
  await doDue()
  return auditId
}

const hostsOf = (club: Context) =>
  rowsOf<{ zoom_user_id: string; email: string; missing_count: number; decision: string }>(
    `select zoom_user_id, email, email_normalised, name, zoom_user_type, status, decision, missing_count
     from zoom_hosts where organisation_id = $1 order by name`,
    [club.organisation.id],
  )

describe('a check of a club’s own account', () => {
  test('lists everybody in it who has come, and compares no address by its case', async () => {
    const { club, admin } = await aClubWithAccount()
    const email = `Nell.${admin.id.replaceAll(/\W/g, '')}@Example.org`
    const host = zoomUser({ sameAccountAs: admin.id, plan: 'business', email, name: 'Nell Host' })
    world.addPending(admin.accountId, { email: 'new@example.org', firstName: 'N', lastName: 'W' })
    await doDue()
    const hosts = await hostsOf(club)
    expect(hosts.map(({ zoom_user_id }) => zoom_user_id)).toEqual([admin.id, host.id])
    expect(hosts[1]).toMatchObject({
      ...{ email, email_normalised: email.toLowerCase(), name: 'Nell Host' },
      ...{ zoom_user_type: 2, status: 'active', decision: 'open', missing_count: 0 },
    })
  })

  test('reads past the first page of users', async () => {
    const { club, admin } = await aClubWithAccount()
    for (let made = 0; made < 301; made += 1) {
      zoomUser({ sameAccountAs: admin.id, plan: 'business', name: `Host ${made}` })
    }
    await doDue()
    expect(await hostsOf(club)).toHaveLength(302)
  })

  test('forgets a host who is nobody’s coach and missing twice, and not once', async () => {
    const { club, connectionId, admin } = await aClubWithAccount()
    const host = zoomUser({ sameAccountAs: admin.id, plan: 'business', name: 'Gone Host' })
    await doDue()
    world.setUserStatus(host.id, 'inactive')
    await check(club, connectionId)
    expect((await hostsOf(club)).map(({ missing_count }) => missing_count)).toEqual([0, 1])
    world.setUserStatus(host.id, 'active')
    await check(club, connectionId)
    expect((await hostsOf(club)).map(({ missing_count }) => missing_count)).toEqual([0, 0])
    world.setUserStatus(host.id, 'inactive')
    await check(club, connectionId)
    await check(club, connectionId)
    expect(await hostsOf(club)).toHaveLength(1)
  })

  test('of a list with a gap says nothing of who is missing', async () => {
    const { club, connectionId, admin } = await aClubWithAccount()
    zoomUser({ sameAccountAs: admin.id, plan: 'business', name: 'Still Here' })
    await doDue()
    world.failWith({ path: '^/v2/users\\?', status: 500, times: 3 })
    const auditId = await check(club, connectionId)
    expect(await auditRow(auditId)).toMatchObject({ complete: null })
    world.clearFailures()
    expect((await hostsOf(club)).map(({ missing_count }) => missing_count)).toEqual([0, 0])
  })

  test('judges the account and each group, in the club’s own record and of nobody', async () => {
    const { club, connectionId, admin } = await aClubWithAccount()
    world.setAccountSettings(admin.accountId, { 'schedule_meeting.join_before_host': true })
    world.addGroup(admin.accountId, {
      name: 'Coaches',
      members: [admin.id],
      settings: { 'in_meeting.private_chat': true },
    })
    await doDue()
    expect(await resultsOf(club, connectionId)).toMatchObject({ Z04: 'not_met', Z01: 'met' })
    const [open] = (await findingsOf(club, connectionId)).filter(({ state }) => state === 'open')
    expect(open?.control).toBe('Z04')
    const [row] = await rowsOf(
      'select subject_kind, coach_id from findings where organisation_id = $1 and id = $2',
      [club.organisation.id, open?.id],
    )
    expect(row).toEqual({ subject_kind: 'account', coach_id: null })
  })

  test('opens a finding of a group only where it is set otherwise than its account', async () => {
    const { club, connectionId, admin } = await aClubWithAccount()
    world.setAccountSettings(admin.accountId, { 'schedule_meeting.join_before_host': true })
    world.addGroup(admin.accountId, {
      name: 'Coaches',
      members: [admin.id],
      settings: { 'in_meeting.private_chat': true },
    })
    await doDue()
    const [group] = (await getAccount(today(club))).accounts[0]?.groups ?? []
    expect(group).toMatchObject({ name: 'Coaches', members: 1 })
    const groupId = group?.groupId ?? ''
    expect(await resultsOf(club, groupId)).toMatchObject({ Z04: 'not_met', Z06a: 'not_met' })
    expect((await findingsOf(club, groupId)).map(({ control }) => control)).toContain('Z06a')
    expect((await findingsOf(club, groupId)).map(({ control }) => control)).not.toContain('Z04')
    // Mended for the account, the group that was set by itself stands out.
    world.setAccountSettings(admin.accountId, { 'schedule_meeting.join_before_host': false })
    world.setGroupSettings(admin.accountId, world.account(admin.accountId).groups[0]?.id ?? '', {
      'schedule_meeting.join_before_host': true,
    })
    await check(club, connectionId)
    expect(
      (await findingsOf(club, connectionId)).find(({ control }) => control === 'Z04'),
    ).toMatchObject({ state: 'closed', close_reason: 'mended' })
    expect(
      (await findingsOf(club, groupId)).find(({ control }) => control === 'Z04'),
    ).toMatchObject({
      state: 'open',
    })
  })

  test('ends what is said of a group that is missing twice, and not once; none of it as mended', async () => {
    const { club, connectionId, admin } = await aClubWithAccount()
    world.addGroup(admin.accountId, {
      name: 'Coaches',
      members: [admin.id],
      settings: { 'in_meeting.private_chat': true },
    })
    await doDue()
    const groupId = (await getAccount(today(club))).accounts[0]?.groups[0]?.groupId ?? ''
    const ofZ06a = async () =>
      (await findingsOf(club, groupId)).find(({ control }) => control === 'Z06a')
    const none = { groups: [], total_records: 0, next_page_token: '' }
    world.failWith({
      ...{ path: '^/v2/groups\\?', userId: admin.id },
      ...{ status: 200, body: none, times: 2 },
    })
    await check(club, connectionId)
    expect(await ofZ06a()).toMatchObject({ state: 'open' })
    await check(club, connectionId)
    expect(await ofZ06a()).toMatchObject({ state: 'closed', close_reason: 'removed' })
    expect(await resultsOf(club, groupId)).toEqual({})
    expect((await getAccount(today(club))).accounts[0]?.groups).toEqual([])
    await check(club, connectionId)
    expect(await ofZ06a()).toMatchObject({ state: 'open', times_opened: 2 })
  })

  test('closes what it found once it is mended, and only then', async () => {
    const { club, connectionId, admin } = await aClubWithAccount()
    world.setAccountSettings(admin.accountId, { 'schedule_meeting.join_before_host': true })
    await doDue()
    world.setAccountSettings(admin.accountId, { 'schedule_meeting.join_before_host': null })
    await check(club, connectionId)
    const ofZ04 = async () =>
      (await findingsOf(club, connectionId)).find(({ control }) => control === 'Z04')
    expect(await resultsOf(club, connectionId)).toMatchObject({
      Z04: 'could_not_check: field_absent',
    })
    expect(await ofZ04()).toMatchObject({ state: 'open' })
    world.setAccountSettings(admin.accountId, { 'schedule_meeting.join_before_host': false })
    await check(club, connectionId)
    expect(await ofZ04()).toMatchObject({ state: 'closed', close_reason: 'mended' })
  })

  test('of a free account says that Zoom does not tell, and lists its people', async () => {
    const { club, connectionId, admin } = await aClubWithAccount('basic')
    await doDue()
    const [row] = await rowsOf<{ id: string }>('select id from audits where connection_id = $1', [
      connectionId,
    ])
    expect(await auditRow(row?.id ?? '')).toMatchObject({ complete: true, reason: null })
    const results = await resultsOf(club, connectionId)
    expect(new Set(Object.values(results))).toEqual(new Set(['could_not_check: not_readable']))
    expect(await hostsOf(club)).toMatchObject([{ zoom_user_id: admin.id }])
  })

  test('says of what was not granted that it was not allowed to look', async () => {
    const club = await aClub(body)
    const admin = anAdministrator()
    const without = adminScopes.filter(({ scope }) => !scope.includes('account:read:settings'))
    const connectionId = await connectClubAccount(club, admin.id, without)
    await doDue()
    expect((await resultsOf(club, connectionId))['Z02']).toBe('could_not_check: not_granted')
    // What is locked is granted by itself, and nothing is.
    expect(await findingsOf(club, connectionId)).toMatchObject([{ control: 'Z18' }])
    expect(await hostsOf(club)).toHaveLength(1)
  })

  test('is not for a coach to ask for or see', async () => {
    const { club, connectionId } = await aClubWithAccount()
    const { inClub } = await aCoach(club)
    const asked = startAudit(today(inClub), { connectionId })
    await expect(asked).rejects.toMatchObject({ code: 'not_found' })
  })
})
