import { sandbox } from '../support/sandbox'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Context } from '#lib/context'
import { closeQueue } from '#lib/jobs/enqueue'
import { endConsent } from '#lib/mends/end-consent'
import { makeMend } from '#lib/mends/make-mend'
import { sortMeetings } from '#lib/meetings/sort-meetings'
import { today } from '../support/audits'
import { openTheDoor, type CheckedCoach } from '../support/checked-coach'
import { aClub, aGoverningBody } from '../support/contexts'
import { aMendingCoach, doMends, evidenceOf, markOf, sessionOf, stateOf } from '../support/mends'

let club: Context

beforeAll(async () => {
  club = await aClub(await aGoverningBody())
})

afterAll(closeQueue)

const { world } = sandbox
const slowly_ms = 1500
const retries_ms = 20_000

const takings: [string, (coach: CheckedCoach) => Promise<unknown>][] = [
  ['the consent', ({ me, connectionId }) => endConsent(today(me), { connectionId })],
  [
    'the session',
    ({ me, sessionId }) =>
      sortMeetings(today(me), { choices: [{ meetingId: sessionId, sorted: 'private' }] }),
  ],
]

test.each(takings)(
  '%s, taken back while Zoom is asked once more, stops it',
  async (_, takeBack) => {
    const coach = await aMendingCoach(club)
    openTheDoor(coach)
    await coach.check()
    const seen = await markOf(coach.me, sessionOf(coach), 'Z02')
    const asked = { ...sessionOf(coach), controls: ['Z02' as const], seen }
    const { mendId } = await makeMend(today(coach.me), asked)
    world.setLatency(slowly_ms)
    const doing = doMends()
    await wait(slowly_ms / 2)
    await takeBack(coach)
    await doing
    world.setLatency(0)
    await vi.waitUntil(
      async () => {
        await doMends()
        return (await stateOf(mendId)) === 'abandoned'
      },
      { timeout: retries_ms, interval: 500 },
    )
    expect(await evidenceOf(mendId)).toEqual(['confirmed', 'abandoned'])
    const { settings } = world.bodyOfMeeting(coach.zoomUserId, coach.meetingId)
    expect(settings).toMatchObject({ waiting_room: false })
  },
)
