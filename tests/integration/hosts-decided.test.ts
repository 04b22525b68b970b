import '../support/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endCoach } from '#lib/coaches/end-coach'
import type { Context } from '#lib/context'
import type { Role } from '#lib/core/permissions'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { getClubHome } from '#lib/organisations/get-club-home'
import { confirmHost } from '#lib/zoom-hosts/confirm-host'
import { dismissHost } from '#lib/zoom-hosts/dismiss-host'
import { listHosts } from '#lib/zoom-hosts/list-hosts'
import { reopenHost } from '#lib/zoom-hosts/reopen-host'
import { connectAccount, doDue, today } from '../support/audits'
import { rowsOf } from '../support/connections'
import {
  aClub,
  aCoach,
  aGoverningBody,
  anOfficer,
  emailOf,
  unique,
  withRoles,
} from '../support/contexts'
import { aClubAccount, aHost, hostRow, nobodys, type ClubAccount } from '../support/hosts'
import { trailOf } from '../support/trail-of'

let club: Context
let other: Context
let account: ClubAccount

beforeAll(async () => {
  await prepareQueue()
  const body = await aGoverningBody()
  club = today(await aClub(body))
  other = today(await aClub(body, unique('Elsewhere')))
  account = await aClubAccount(club)
})
afterAll(closeQueue)

const lastOf = async (ctx: Context, count = 1) => (await trailOf(ctx.organisation.id)).slice(-count)

/** The list's row of a host, and under which heading it is. */
async function listed(ctx: Context, hostId: string) {
  const { open, coaches, notCoaches, gone } = await listHosts(ctx)
  const groups = Object.entries({ open, coaches, notCoaches, gone })
  return groups.flatMap(([group, hosts]) =>
    hosts.filter((host) => host.hostId === hostId).map((host) => ({ group, ...host })),
  )[0]
}

describe('somebody in the club’s own Zoom account', () => {
  test('is confirmed as a coach by a person, and read from then on', async () => {
    const { coachId } = await aCoach(club)
    const { hostId } = await aHost(club, account)
    const { connectionId } = await confirmHost(club, { hostId, coachId })
    expect(await hostRow(hostId)).toEqual({
      ...{ decision: 'coach', coach_id: coachId, reason: null },
      ...{ connection: connectionId, state: 'connected', shared: true },
    })
    expect(await lastOf(club)).toEqual(['host.confirm user'])
    const due = await rowsOf<{ kind: string }>(
      `select d.kind from system.due d where d.organisation_id = $1 and (d.subject_id = $2
         or d.subject_id in (select id from audits where connection_id = $2)) order by kind`,
      [club.organisation.id, connectionId],
    )
    expect(due.map(({ kind }) => kind)).toEqual(['audit-schedule', 'read-account'])
    expect(await listed(club, hostId)).toMatchObject({ group: 'coaches', reading: 'here' })
  })

  test('is suggested by an address that is alike whatever its case, and never decided by it', async () => {
    const { me, coachId } = await aCoach(club)
    const email = emailOf(me).toUpperCase()
    const { hostId } = await aHost(club, account, { email, emailNormalised: email.toLowerCase() })
    expect(await listed(club, hostId)).toMatchObject({
      ...{ group: 'open', decision: 'open', coach: null, suggestion: { coachId } },
    })
    const second = await aHost(club, account)
    await confirmHost(club, { hostId: second.hostId, coachId })
    expect(await listed(club, hostId)).toMatchObject({ suggestion: null })
  })

  test('is a thing to decide on the officers’ first page, until it is said who they are', async () => {
    const { zoom: before } = await getClubHome(today(club), {})
    const { hostId } = await aHost(club, account)
    await aHost(club, account, { missingCount: 2 })
    await aHost(club, account, { status: 'inactive' })
    const { zoom } = await getClubHome(today(club), {})
    expect(zoom.toDecide).toBe(before.toDecide + 1)
    await dismissHost(club, { hostId, reason: 'The hall’s own account' })
    const { zoom: after } = await getClubHome(today(club), {})
    expect(after.toDecide).toBe(before.toDecide)
  })

  test('is nobody’s suggestion where two coaches share the address', async () => {
    const { me } = await aCoach(club)
    await aCoach(club, me, 'Jo Coach’s wife').catch(() => {})
    const email = emailOf(me)
    const { hostId } = await aHost(club, account, { email, emailNormalised: email })
    const twice = await rowsOf('select id from coaches where email = $1', [email])
    expect(twice).toHaveLength(2)
    expect(await listed(club, hostId)).toMatchObject({ group: 'open', suggestion: null })
  })

  test('is said to be no coach with a reason, and nothing of theirs is read', async () => {
    const { hostId } = await aHost(club, account)
    for (const reason of ['', '  ', 'x'.repeat(301)]) {
      await expect(dismissHost(club, { hostId, reason })).rejects.toMatchObject({
        code: 'invalid_input',
      })
    }
    await dismissHost(club, { hostId, reason: '  Our treasurer ' })
    expect(await hostRow(hostId)).toMatchObject({
      ...{ decision: 'not_a_coach', reason: 'Our treasurer', connection: null },
    })
    expect(await lastOf(club)).toEqual(['host.dismiss user'])
    expect(await listed(club, hostId)).toMatchObject({
      ...{ group: 'notCoaches', reason: 'Our treasurer', decidedBy: 'Wendy Officer' },
    })
  })

  test('is asked again when it is taken back, and read no more', async () => {
    const { coachId } = await aCoach(club)
    const { hostId } = await aHost(club, account)
    const { connectionId } = await confirmHost(club, { hostId, coachId })
    await reopenHost(today(club), { hostId })
    expect(await hostRow(hostId)).toMatchObject({ decision: 'open', coach_id: null })
    expect(await standing(connectionId)).toEqual([
      { state: 'disconnected', due: 0, shared: false, told: true },
    ])
    expect(await lastOf(club)).toEqual(['host.reopen user'])
    const again = await confirmHost(today(club), { hostId, coachId })
    expect(again.connectionId).toBe(connectionId)
    const { coachId: otherCoach } = await aCoach(club)
    await reopenHost(today(club), { hostId })
    const another = await confirmHost(today(club), { hostId, coachId: otherCoach })
    expect(another.connectionId).not.toBe(connectionId)
  })

  test('is decided once: whoever comes second is told so', async () => {
    const { coachId } = await aCoach(club)
    const { hostId } = await aHost(club, account)
    await expect(reopenHost(club, { hostId })).rejects.toMatchObject({ code: 'conflict' })
    await confirmHost(club, { hostId, coachId })
    const second = { hostId, reason: 'Nobody we know' }
    await expect(dismissHost(club, second)).rejects.toMatchObject({ code: 'conflict' })
    await expect(confirmHost(club, { hostId, coachId })).rejects.toMatchObject({ code: 'conflict' })
  })

  test('cannot be confirmed once they are gone, or with the account disconnected', async () => {
    const { coachId } = await aCoach(club)
    for (const differs of [{ missingCount: 2 }, { status: 'inactive' }]) {
      const { hostId } = await aHost(club, account, differs)
      await expect(confirmHost(club, { hostId, coachId })).rejects.toMatchObject({
        code: 'conflict',
      })
      expect(await listed(club, hostId)).toMatchObject({ group: 'gone' })
    }
    const body = await aGoverningBody()
    const third = today(await aClub(body))
    const theirs = await aClubAccount(third)
    const { hostId } = await aHost(third, theirs)
    const theirCoach = await aCoach(third)
    await rowsOf(`update zoom_connections set state = 'disconnected' where id = $1`, [
      theirs.connectionId,
    ])
    const said = { hostId, coachId: theirCoach.coachId }
    await expect(confirmHost(third, said)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('is not here for anybody of another organisation, nor is a coach of one', async () => {
    const { coachId } = await aCoach(club)
    const elsewhere = await aCoach(other)
    const { hostId } = await aHost(club, account)
    const refused = { code: 'not_found' }
    await expect(confirmHost(other, { hostId, coachId })).rejects.toMatchObject(refused)
    await expect(dismissHost(other, { hostId, reason: 'Not ours' })).rejects.toMatchObject(refused)
    await expect(reopenHost(other, { hostId })).rejects.toMatchObject(refused)
    expect(await listed(other, hostId)).toBeUndefined()
    const said = { hostId, coachId: elsewhere.coachId }
    await expect(confirmHost(club, said)).rejects.toMatchObject(refused)
    await expect(confirmHost(club, { hostId, coachId: nobodys() })).rejects.toMatchObject(refused)
  })

  test('is decided by officers and administrators, and by nobody else', async () => {
    const administrator = today(await anOfficer(club, 'administrator'))
    const { hostId } = await aHost(club, account)
    await dismissHost(administrator, { hostId, reason: 'The hall’s own account' })
    await reopenHost(administrator, { hostId })
    const { inClub, coachId } = await aCoach(club)
    const refused: Role[] = ['coach', 'person', 'safeguarding_lead', 'auditor', 'worker', 'server']
    for (const role of refused) {
      const asked = withRoles(role === 'coach' ? inClub : club, role)
      const code = { code: 'not_found' }
      await expect(listHosts(asked)).rejects.toMatchObject(code)
      await expect(confirmHost(asked, { hostId, coachId })).rejects.toMatchObject(code)
      await expect(dismissHost(asked, { hostId, reason: 'No' })).rejects.toMatchObject(code)
      await expect(reopenHost(asked, { hostId })).rejects.toMatchObject(code)
    }
  })

  test('is asked again when their coach leaves the register', async () => {
    const { coachId } = await aCoach(club)
    const { hostId } = await aHost(club, account)
    const { connectionId } = await confirmHost(club, { hostId, coachId })
    await endCoach(today(club), { coachId })
    expect(await hostRow(hostId)).toMatchObject({ decision: 'open', coach_id: null })
    expect(await standing(connectionId)).toMatchObject([{ state: 'disconnected', shared: false }])
  })
})

describe('a coach who shares the same Zoom user by their own consent', () => {
  test('is confirmed, and not read a second time', async () => {
    const { me, coachId } = await aCoach(club)
    const { hostId, zoomUserId } = await aHost(club, account)
    await connectAccount(me, zoomUserId)
    expect(await confirmHost(club, { hostId, coachId })).toEqual({ connectionId: null })
    expect(await hostRow(hostId)).toMatchObject({ decision: 'coach', connection: null })
    expect(await listed(club, hostId)).toMatchObject({ reading: 'own_consent' })
    await doDue()
  })

  test('after being confirmed, is read by that from the first check on', async () => {
    const { me, coachId } = await aCoach(club)
    const { hostId, zoomUserId } = await aHost(club, account)
    const { connectionId } = await confirmHost(club, { hostId, coachId })
    await doDue()
    await connectAccount(me, zoomUserId)
    await doDue(['read-account', 'judge-club', 'end-share'])
    expect(await hostRow(hostId)).toMatchObject({ decision: 'coach', connection: null })
    expect(await standing(connectionId)).toMatchObject([{ state: 'disconnected', shared: false }])
    const open = await rowsOf<{ subject: string }>(
      `select distinct subject_id as subject from results_current
       where coach_id = $1 and subject_kind = 'user'`,
      [coachId],
    )
    expect(open.map(({ subject }) => subject)).not.toContain(connectionId)
    expect(open).toHaveLength(1)
    expect(await listed(club, hostId)).toMatchObject({ reading: 'own_consent' })
  })
})

const standing = (connectionId: string | null) =>
  rowsOf<{ state: string; due: number; shared: boolean; told: boolean }>(
    `select z.state,
       (select count(*)::integer from system.due d where d.kind = 'audit-schedule'
         and d.subject_id = z.id) as due,
       exists (select from connection_shares s where s.connection_id = z.id
         and s.ends_at is null) as shared,
       exists (select from coach_connections c where c.id = z.id
         and c.share_ends_at is not null) as told
     from zoom_connections z where z.id = $1`,
    [connectionId],
  )
