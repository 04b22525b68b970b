import { anEvent, deliver, eventKinds } from '../support/webhooks'
import { sandbox } from '../support/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { randomUUID } from 'node:crypto'
import type { Context } from '#lib/context'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { excludeMeeting } from '#lib/meetings/exclude-meeting'
import { listNotices } from '#lib/notices/list-notices'
import { connectAccount, doDue, findingsOf, today } from '../support/audits'
import { anOpenHost, type OpenHost } from '../support/club-mends'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody } from '../support/contexts'
import { aClubAccount, aHost, hostMeeting, type ClubAccount } from '../support/hosts'
import { noticesTo, tell } from '../support/posted-links'

const { world } = sandbox
let club: Context
let account: ClubAccount

beforeAll(async () => {
  await prepareQueue()
  club = today(await aClub(await aGoverningBody()))
  account = await aClubAccount(club)
})
afterAll(closeQueue)

/** The club's officer as the person they are, with what they were told since. */
async function news(of: Context, before: number) {
  const told = await noticesTo(of)
  return told.slice(before).map(({ role }) => role)
}

async function toldOfficer(of: Context) {
  const [mine] = await rowsOf<{ id: string }>(
    `select organisation_id as id from organisations where user_id = $1 and kind = 'person'`,
    [of.actor.kind === 'user' ? of.actor.userId : ''],
  )
  const organisation = { ...of.organisation, id: mine?.id ?? '', kind: 'person' as const }
  return (await listNotices({ ...of, organisation, roles: ['person'], coachId: null }, {})).items
}

const leaveOut = (host: OpenHost) =>
  excludeMeeting(today(club), {
    meetingId: host.session.subjectId,
    reason: 'A meeting of the committee, no children.',
  })

describe('a link in a club’s own account that was posted', () => {
  test('of a meeting that an officer left out is told to the officers and its host', async () => {
    const host = await anOpenHost(club, account)
    await leaveOut(host)
    const before = (await noticesTo(club)).length
    await tell(world.user(host.zoomUserId), host.meetingId)
    await tell(world.user(host.zoomUserId), host.meetingId)
    expect(await news(club, before)).toEqual(['welfare_officer'])
    expect(await news(host.inClub, 0)).toEqual(['coach'])
    const [told] = await toldOfficer(club)
    expect(told?.title).toMatch(
      /^Act now: the link to a meeting of Jo Coach.* was posted in public$/,
    )
    expect(told?.lines.join(' ')).toContain('One of you said that it is no session')
    expect(JSON.stringify(told)).not.toMatch(/Under|twitter|example/)
    expect((await findingsOf(club, host.session.subjectId)).map(({ control }) => control)).toEqual([
      'Z02',
    ])
  })

  test('of a session is a finding, and told once as such', async () => {
    const host = await anOpenHost(club, account)
    const before = (await noticesTo(club)).length
    await tell(world.user(host.zoomUserId), host.meetingId)
    expect(await news(club, before)).toEqual(['welfare_officer'])
    expect(
      (await findingsOf(club, host.session.subjectId)).map(({ control }) => control),
    ).toContain('M02')
  })

  test('of somebody whom nobody connected is told to the officers, with their name', async () => {
    const { zoomUserId } = await aHost(club, account)
    const before = (await noticesTo(club)).length
    await tell(world.user(zoomUserId), hostMeeting(zoomUserId))
    expect(await news(club, before)).toEqual(['welfare_officer'])
    const [told] = await toldOfficer(club)
    expect(told?.title).toContain('a meeting of Jo Host')
    expect(told?.lines.join(' ')).toContain('not connected here as one of your coaches')
  })

  test('of a coach who connected themselves is theirs alone: no club hears of it', async () => {
    const { zoomUserId } = await aHost(club, account)
    const { me } = await aCoach(club)
    await connectAccount(me, zoomUserId)
    await doDue()
    const before = (await noticesTo(club)).length
    const meeting = hostMeeting(zoomUserId, 'Doctor')
    await doDue(eventKinds)
    await tell(world.user(zoomUserId), meeting)
    expect(await news(club, before)).toEqual([])
    expect(await news(me, 0)).toEqual(['person'])
  })
})

describe('somebody of the account whom nobody connected', () => {
  test.each(['user.deactivated', 'user.deleted', 'user.disassociated'])(
    '%s has the account read at once, and ends nobody else',
    async (event) => {
      const { zoomUserId } = await aHost(club, account)
      const { accountId } = world.user(zoomUserId)
      const audits = () =>
        rowsOf('select id from audits where connection_id = $1', [account.connectionId])
      const before = (await audits()).length
      await deliver(anEvent(event, { accountId, object: { id: zoomUserId } }))
      await deliver(anEvent(event, { accountId, object: { id: randomUUID() } }))
      await doDue(eventKinds)
      expect(await audits()).toHaveLength(before + 1)
      const [row] = await rowsOf<{ state: string }>(
        'select state from zoom_connections where id = $1',
        [account.connectionId],
      )
      expect(row?.state).toBe('connected')
    },
  )
})
