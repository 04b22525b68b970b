import { anEvent, deliver, eventKinds } from '../support/webhooks'
import { sandbox } from '../support/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { endConsent } from '#lib/mends/end-consent'
import { getRun } from '#lib/mends/get-run'
import { makeRun } from '#lib/mends/make-run'
import { putBackRun } from '#lib/mends/put-back-run'
import { doDue, today } from '../support/audits'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody, anOfficer } from '../support/contexts'
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
