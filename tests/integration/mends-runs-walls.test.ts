import { anEvent, deliver, eventKinds } from '../support/webhooks'
import { sandbox } from '../support/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { endConsent } from '#lib/mends/end-consent'
import { getRun } from '#lib/mends/get-run'
import { accountSessionsToMend } from '#lib/mends/account-sessions-to-mend'
import { listMending } from '#lib/mends/list-mending'
import { makeMend } from '#lib/mends/make-mend'
import { previewRun } from '#lib/mends/preview-run'
import { listNotices } from '#lib/notices/list-notices'
import { changesADay_max } from '#lib/zoom/rate-limits'
import { takeChange } from '#lib/zoom-budgets/take-change'
import { aCheckedCoach, openTheDoor } from '../support/checked-coach'
import { aMendingAccount, anOpenHost, doChecks, type OpenHost } from '../support/club-mends'
import type { ClubAccount } from '../support/hosts'
import { doMends, markOf, mendTrail, stateOf } from '../support/mends'
import { makeRun } from '#lib/mends/make-run'
import { putBackRun } from '#lib/mends/put-back-run'
import { doDue, findingsOf, today } from '../support/audits'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody, anOfficer, userIdOf } from '../support/contexts'
import { aCoachOfMany, doRuns, offerOf, patches, sayYesToAll, statesOf } from '../support/mend-runs'

let club: Context
const { world } = sandbox

beforeAll(async () => {
  await prepareQueue()
  club = await aClub(await aGoverningBody())
})
afterAll(closeQueue)

describe('walls', () => {
  test('nobody but the host sees a run, begins one, or puts one back', async () => {
    const coach = await aCoachOfMany(club, 2)
    const { wanted, offer } = await offerOf(club, coach)
    const seen = 'mark' in offer ? offer.mark : ''
    const other = await aCoach(club)
    await expect(makeRun(today(other.me), { wanted, seen })).rejects.toMatchObject({
      code: 'conflict',
    })
    const runId = await sayYesToAll(club, coach)
    await expect(getRun(today(other.me), { runId })).rejects.toMatchObject({ code: 'not_found' })
    await expect(putBackRun(today(other.me), { runId })).rejects.toMatchObject({
      code: 'not_found',
    })
    const officer = await anOfficer(club)
    await expect(makeRun(today(officer), { wanted, seen })).rejects.toMatchObject({
      code: 'conflict',
    })
    await doRuns()
    expect(await statesOf(runId)).toEqual({ accepted: 2 })
  })

  test('two at once are one', async () => {
    const coach = await aCoachOfMany(club, 2)
    const both = await Promise.allSettled([1, 2].map(() => sayYesToAll(club, coach)))
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await doRuns()
    expect(patches()).toBe(2)
  })

  test('without consent it is shown, and nothing is begun', async () => {
    const coach = await aCoachOfMany(club, 2)
    await endConsent(today(coach.me), { connectionId: coach.connectionId })
    expect(await offerOf(club, coach)).toMatchObject({
      offer: { state: 'consent', groups: [{ sessions: 2 }] },
    })
    await expect(sayYesToAll(club, coach)).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('what Zoom tells of a run’s own changes', () => {
  test('waits for the check at its end: none is made for each of them', async () => {
    const coach = await aCoachOfMany(club, 2)
    const runId = await sayYesToAll(club, coach)
    const { accountId, id } = world.user(coach.zoomUserId)
    const audits = () =>
      rowsOf<{ trigger: string }>(
        `select trigger from audits a join mend_runs r on r.id = $2
         where a.connection_id = $1 and a.queued_at >= r.confirmed_at order by a.queued_at`,
        [coach.connectionId, runId],
      )
    const tell = async () => {
      const [meetingId] = coach.meetingIds
      const object = { id: String(meetingId), host_id: id }
      await deliver(anEvent('meeting.updated', { accountId, object }))
      await doDue(eventKinds.filter((kind) => kind !== 'read-account' && kind !== 'judge-club'))
    }
    await tell()
    expect(await audits()).toEqual([])
    await doRuns()
    expect(await audits()).toEqual([{ trigger: 'requested' }])
    await doDue()
    expect(await statesOf(runId)).toEqual({ proved: 2 })
    // And once it has ended, each is a reason to look again.
    await tell()
    expect((await audits()).map(({ trigger }) => trigger)).toEqual(['requested', 'event'])
  })
})

const changed = expect.stringMatching(
  /^Changed in Zoom for you: your session on \w+day at \d\d:\d\d$/,
)

/** What a coach was told of changes that somebody else had made. */
async function toldOf(coach: Context) {
  const [mine] = await rowsOf<{ id: string }>(
    `select organisation_id as id from organisations where user_id = $1 and kind = 'person'`,
    [userIdOf(coach)],
  )
  const organisation = { ...coach.organisation, id: mine?.id ?? '', kind: 'person' as const }
  const me: Context = { ...coach, organisation, roles: ['person'], coachId: null }
  return (await listNotices(me, {})).items.filter(({ title }) => /in Zoom/.test(title))
}

describe('one rule in all coming sessions of a club’s own account', () => {
  const waitingRoomOf = ({ zoomUserId, meetingId }: OpenHost) =>
    Object(world.bodyOfMeeting(zoomUserId, meetingId)['settings']).waiting_room
  const wantedHere = (officer: Context) => accountSessionsToMend(today(officer), { rules: ['Z02'] })

  async function sayYesHere(officer: Context): Promise<string> {
    const wanted = await wantedHere(officer)
    const offer = await previewRun(today(officer), { wanted })
    const seen = 'mark' in offer ? offer.mark : ''
    return (await makeRun(today(officer), { wanted, seen })).runId
  }

  test('of several hosts: shown with whose, each changed at its host’s, and read back', async () => {
    const other = today(await aClub(await aGoverningBody()))
    const own = await aMendingAccount(other)
    const hosts = [await anOpenHost(other, own), await anOpenHost(other, own)]
    // A coach's own account is theirs, whatever is open of it.
    const theirs = await aCheckedCoach(other)
    openTheDoor(theirs)
    await theirs.check()
    expect(await findingsOf(other, theirs.sessionId)).toMatchObject([{ control: 'Z02' }])
    const wanted = await wantedHere(other)
    expect(wanted.map(({ meetingId }) => meetingId).toSorted()).toEqual(
      hosts.map(({ session }) => session.subjectId).toSorted(),
    )
    expect(await previewRun(other, { wanted })).toMatchObject({
      ...{ state: 'ready', connectionId: own.connectionId, leftOver: 0 },
      groups: [{ name: 'Waiting room', from: 'Off', to: 'On', sessions: 2 }],
      sessions: [{ coachName: 'Jo Coach' }, { coachName: 'Jo Coach' }],
    })
    // One whose host has used up the day's changes waits; the other host has their own.
    const [full, free] = hosts
    if (!full || !free) throw new Error('There are two.')
    for (let used = 0; used < changesADay_max; used += 1) await takeChange(full.zoomUserId)
    const first = await sayYesHere(other)
    await expect(sayYesHere(other)).rejects.toMatchObject({ code: 'conflict' })
    await doRuns()
    expect(await statesOf(first)).toEqual({ accepted: 1, over_budget: 1 })
    await doChecks()
    expect(await statesOf(first)).toEqual({ over_budget: 1, proved: 1 })
    expect([waitingRoomOf(full), waitingRoomOf(free)]).toEqual([false, true])
    expect(await mendTrail(first)).toEqual(['mend_run.confirm user', 'mend_run.end worker'])
    expect(await toldOf(free.inClub)).toMatchObject([{ title: changed }])
    expect(await toldOf(full.inClub)).toEqual([])
    const undone = await putBackRun(today(other), { runId: first })
    await doRuns()
    await doChecks()
    expect(await statesOf(undone.runId)).toEqual({ proved: 1 })
    expect(waitingRoomOf(free)).toBe(false)
    expect(await listMending(other, {})).toMatchObject([
      { runs: [{ runId: undone.runId, undoes: first }, { runId: first }] },
    ])
    // Nobody but an officer of that club.
    const missing = { code: 'not_found' }
    await expect(getRun(club, { runId: first })).rejects.toMatchObject(missing)
    await expect(getRun(full.inClub, { runId: first })).rejects.toBeDefined()
    await expect(putBackRun(today(club), { runId: first })).rejects.toMatchObject(missing)
    await expect(wantedHere(full.inClub)).rejects.toBeDefined()
  })
})

describe('the coach whose session an officer changes', () => {
  let account: ClubAccount
  beforeAll(async () => {
    account = await aMendingAccount(today(club))
  })

  async function sayYes({ session }: OpenHost): Promise<string> {
    const seen = await markOf(club, session, 'Z02')
    return (await makeMend(today(club), { ...session, controls: ['Z02'], seen })).mendId
  }

  test('is told what was changed, once, and nobody else is', async () => {
    const host = await anOpenHost(today(club), account)
    const mendId = await sayYes(host)
    expect(await toldOf(host.inClub)).toEqual([])
    await doMends()
    const [told, ...more] = await toldOf(host.inClub)
    expect(more).toEqual([])
    expect(told).toMatchObject({
      title: changed,
      lines: [expect.stringContaining('from Touchline: Waiting room.'), expect.any(String)],
      action: { path: `/${club.organisation.slug}/sessions/${host.session.subjectId}` },
    })
    await doChecks()
    expect(await stateOf(mendId)).toBe('proved')
    expect(await toldOf(host.inClub)).toHaveLength(1)
    expect(await toldOf(club)).toEqual([])
  })

  test('is told nothing of what was not sent', async () => {
    const host = await anOpenHost(today(club), account)
    for (let used = 0; used < changesADay_max; used += 1) await takeChange(host.zoomUserId)
    const mendId = await sayYes(host)
    await doMends()
    expect(await stateOf(mendId)).toBe('over_budget')
    expect(await toldOf(host.inClub)).toEqual([])
  })
})
