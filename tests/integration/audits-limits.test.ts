import { sandbox } from '../support/sandbox'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import {
  audit,
  auditRow,
  connectAccount,
  doDue,
  sortByTopic,
  weekly,
  zoomUser,
} from '../support/audits'
import { aClub, aCoach, aGoverningBody } from '../support/contexts'

/** Half of what Zoom allows; the usual quarter would only take longer. */
vi.hoisted(() => {
  process.env.ZOOM_BUDGET_SHARE = '0.5'
})

const { world } = sandbox
const number = 10

beforeAll(prepareQueue)
afterAll(closeQueue)

test('a free account of many sessions is read whole without a refusal', async () => {
  const club = await aClub(await aGoverningBody())
  const { me } = await aCoach(club)
  const user = zoomUser({ plan: 'basic' })
  const topics = Array.from({ length: number }, (_, index) => `Class ${index}`)
  for (const topic of topics) world.addMeeting(user.id, weekly(topic))
  const connectionId = await connectAccount(me, user.id)
  await doDue()
  const clubIds = [club.organisation.id]
  await sortByTopic(me, connectionId, Object.fromEntries(topics.map((each) => [each, clubIds])))
  world.setRateLimits(true)
  world.resetRequests()
  const auditId = await audit(me, connectionId)
  expect(await auditRow(auditId)).toMatchObject({ complete: true, reason: null })
  // Each is a series, which is asked for with its next time.
  expect(world.requests().statuses).toEqual({ 200: 2 * number + 4 })
})
