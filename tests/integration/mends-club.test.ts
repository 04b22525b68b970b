import { sandbox } from '../support/sandbox'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import { clubConsentText } from '#lib/core/mends/consent-text'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { endConsent } from '#lib/mends/end-consent'
import { getMend } from '#lib/mends/get-mend'
import { giveConsent } from '#lib/mends/give-consent'
import { listMending } from '#lib/mends/list-mending'
import { makeMend } from '#lib/mends/make-mend'
import { putBack } from '#lib/mends/put-back'
import { changesADay_max } from '#lib/zoom/rate-limits'
import { disconnectAccount } from '#lib/zoom-accounts/disconnect-account'
import { takeChange } from '#lib/zoom-budgets/take-change'
import { adminMendingScopes } from '#lib/zoom-connections/needed-scopes'
import { findingsOf, today } from '../support/audits'
import { allowClubMending, aMendingAccount, anOpenHost, doChecks } from '../support/club-mends'
import type { OpenHost } from '../support/club-mends'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody, userIdOf } from '../support/contexts'
import { aClubAccount, type ClubAccount } from '../support/hosts'
import { doMends, evidenceOf, markOf, mendTrail, preview, stateOf } from '../support/mends'
import { trailOf } from '../support/trail-of'

const { world } = sandbox

let body: Context
let club: Context
let account: ClubAccount

beforeAll(async () => {
  await prepareQueue()
  body = await aGoverningBody()
  club = today(await aClub(body))
  account = await aMendingAccount(club)
})

afterEach(() => world.clearFailures())
afterAll(closeQueue)

const waitingRoomOf = ({ zoomUserId, meetingId }: OpenHost) =>
  Object(world.bodyOfMeeting(zoomUserId, meetingId)['settings']).waiting_room
const findingOf = async (host: OpenHost) =>
  (await findingsOf(club, host.session.subjectId)).find(({ control }) => control === 'Z02')
const wasChanged = () => JSON.stringify(world.requests()).includes('PATCH')

/** An officer looks, and says yes to the waiting room of a host's session. */
async function sayYes(officer: Context, { session }: OpenHost): Promise<string> {
  const seen = await markOf(officer, session, 'Z02')
  return (await makeMend(today(officer), { ...session, controls: ['Z02'], seen })).mendId
}

async function mend(host: OpenHost) {
  const mendId = await sayYes(club, host)
  await doMends()
  const answered = await stateOf(mendId)
  await doChecks()
  return { mendId, answered, came: await stateOf(mendId) }
}

describe('an officer mends in the club’s own Zoom account', () => {
  test('a session: shown, confirmed by them, made with the account, proved by a re-read', async () => {
    const host = await anOpenHost(club, account)
    expect(await preview(club, host.session, 'Z02')).toMatchObject({
      state: 'ready',
      changes: [{ name: 'Waiting room', from: 'Off', to: 'On' }],
    })
    const mendId = await sayYes(club, host)
    expect(waitingRoomOf(host)).toBe(false)
    await doMends()
    expect(await stateOf(mendId)).toBe('accepted')
    expect(waitingRoomOf(host)).toBe(true)
    expect(await findingOf(host)).toMatchObject({ state: 'open' })
    await doChecks()
    expect(await stateOf(mendId)).toBe('proved')
    expect(await findingOf(host)).toMatchObject({ state: 'closed', close_reason: 'mended' })
    expect(await evidenceOf(mendId)).toEqual(['confirmed', 'sent', 'accepted', 'proved'])
    expect(await mendTrail(mendId)).toEqual([
      'mend.confirmed user',
      'mend.sent worker',
      'mend.accepted worker',
      'mend.proved worker',
    ])
    expect(await getMend(club, { mendId })).toMatchObject({
      confirmedBy: userIdOf(club),
      coachName: 'Jo Coach',
    })
  })

  test('the settings of a host, at their own address, and of nobody else', async () => {
    const host = await anOpenHost(club, account)
    const other = await anOpenHost(club, account)
    for (const { zoomUserId } of [host, other]) {
      world.setUserSetting(zoomUserId, 'in_meeting.screen_sharing', true)
      world.setUserSetting(zoomUserId, 'in_meeting.who_can_share_screen', 'all')
    }
    await host.check()
    const seen = await markOf(club, host.settings, 'Z03')
    const { mendId } = await makeMend(today(club), { ...host.settings, controls: ['Z03'], seen })
    await doMends()
    await doChecks()
    expect(await stateOf(mendId)).toBe('proved')
    const is = (zoomUserId: string) =>
      Reflect.get(world.user(zoomUserId).settings, 'in_meeting.who_can_share_screen')
    expect([is(host.zoomUserId), is(other.zoomUserId)]).toEqual(['host', 'all'])
  })

  test('it is put back within a day, read back, and the finding is there again', async () => {
    const host = await anOpenHost(club, account)
    const { mendId, came } = await mend(host)
    expect(came).toBe('proved')
    const undone = await putBack(today(club), { mendId })
    await doMends()
    await doChecks()
    expect([await stateOf(undone.mendId), await stateOf(mendId)]).toEqual(['proved', 'put_back'])
    expect(waitingRoomOf(host)).toBe(false)
    expect(await findingOf(host)).toMatchObject({ state: 'open', times_opened: 2 })
  })

  test('what is locked is taken and not kept, and the finding stays open', async () => {
    const host = await anOpenHost(club, account)
    world.lockSettings(host.zoomUserId, ['meeting_security.waiting_room'])
    expect(await mend(host)).toMatchObject({ answered: 'accepted', came: 'not_kept' })
    expect(await findingOf(host)).toMatchObject({ state: 'open' })
  })

  test('over the day’s changes of that host nothing is sent; another host has their own', async () => {
    const full = await anOpenHost(club, account)
    const free = await anOpenHost(club, account)
    for (let used = 0; used < changesADay_max; used += 1) await takeChange(full.zoomUserId)
    world.resetRequests()
    const refused = await mend(full)
    expect(refused.came).toBe('over_budget')
    expect(wasChanged()).toBe(false)
    expect(await evidenceOf(refused.mendId)).toEqual(['confirmed', 'over_budget'])
    expect(await findingOf(full)).toMatchObject({ state: 'open' })
    expect((await mend(free)).came).toBe('proved')
  })
})

describe('the club’s consent to mend', () => {
  test('is separate, asks Zoom for more, keeps its text, and is stopped by any officer', async () => {
    const other = today(await aClub(body))
    const own = await aClubAccount(other)
    const host = await anOpenHost(other, own)
    expect(await listMending(other, {})).toMatchObject([{ consentedAt: null }])
    expect(await preview(other, host.session, 'Z02')).toMatchObject({
      ...{ state: 'consent', connectionId: own.connectionId },
    })
    await expect(sayYes(other, host)).rejects.toMatchObject({ code: 'forbidden' })
    // For the account, and not for one host by themselves.
    const ofHost = { connectionId: host.connectionId }
    await expect(giveConsent(other, ofHost)).rejects.toMatchObject({ code: 'not_found' })
    await giveConsent(other, { connectionId: own.connectionId })
    const [{ record } = { record: null }] = await rowsOf<{ record: unknown }>(
      `select record::jsonb as record from evidence_records where kind = 'mending_consent'
       and record::jsonb ->> 'connection' = $1`,
      [own.connectionId],
    )
    expect(record).toMatchObject({
      ...{ event: 'given', given_by: userIdOf(other) },
      text: { statements: [...clubConsentText.statements] },
    })
    expect(await preview(other, host.session, 'Z02')).toMatchObject({
      ...{ state: 'grant', missing: adminMendingScopes },
    })
    await expect(sayYes(other, host)).rejects.toMatchObject({ code: 'forbidden' })
    await allowClubMending(other, own)
    const mendId = await sayYes(other, host)
    const officer: Context = { ...other, roles: ['welfare_officer'] }
    await expect(endConsent(officer, ofHost)).rejects.toMatchObject({ code: 'not_found' })
    await endConsent(officer, { connectionId: own.connectionId })
    await doMends()
    expect(await stateOf(mendId)).toBe('abandoned')
    expect(waitingRoomOf(host)).toBe(false)
    await expect(sayYes(other, host)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await trailOf(other.organisation.id)).toContain('mending.end_consent user')
  })

  test('ends with the connection of the account', async () => {
    const other = today(await aClub(body))
    const own = await aMendingAccount(other)
    await disconnectAccount(other, { connectionId: own.connectionId })
    expect(await listMending(other, {})).toEqual([])
    expect(await trailOf(other.organisation.id)).toContain('mending.end_consent user')
    await allowClubMending(other, own)
    expect(await listMending(other, {})).toMatchObject([{ consentedAt: null, missing: [] }])
  })
})

describe('nobody else mends there', () => {
  test('no coach, not even the host', async () => {
    const host = await anOpenHost(club, account)
    const seen = await markOf(club, host.session, 'Z02')
    const asked = { ...host.session, controls: ['Z02' as const], seen }
    const missing = { code: 'not_found' }
    for (const coach of [host.inClub, today((await aCoach(club)).inClub)]) {
      await expect(preview(coach, host.session, 'Z02')).rejects.toMatchObject(missing)
      await expect(makeMend(coach, asked)).rejects.toMatchObject(missing)
      const consent = { connectionId: account.connectionId }
      await expect(giveConsent(coach, consent)).rejects.toMatchObject(missing)
      await expect(endConsent(coach, consent)).rejects.toMatchObject(missing)
    }
  })

  test('no other club, and no body above', async () => {
    const host = await anOpenHost(club, account)
    const { mendId } = await mend(host)
    const stranger = today(await aClub(body))
    const missing = { code: 'not_found' }
    const asked = { ...host.session, controls: ['Z02' as const], seen: '' }
    for (const other of [stranger, today({ ...body, roles: ['administrator'] })]) {
      await expect(preview(other, host.session, 'Z02')).rejects.toMatchObject(missing)
      await expect(makeMend(other, asked)).rejects.toMatchObject(missing)
      await expect(getMend(other, { mendId })).rejects.toMatchObject(missing)
      await expect(putBack(other, { mendId })).rejects.toMatchObject(missing)
      const consent = { connectionId: account.connectionId }
      await expect(giveConsent(other, consent)).rejects.toMatchObject(missing)
      await expect(endConsent(other, consent)).rejects.toMatchObject(missing)
    }
  })

  test('nor is the account itself changed', async () => {
    const subject = { subjectKind: 'user', subjectId: account.connectionId } as const
    await expect(preview(club, subject, 'Z02')).rejects.toMatchObject({ code: 'not_found' })
    const asked = { ...subject, controls: ['Z02' as const], seen: '' }
    await expect(makeMend(club, asked)).rejects.toMatchObject({ code: 'not_found' })
  })
})
