import { sandbox } from '../support/sandbox'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { plans } from '#lib/zoom-sandbox/state'
import {
  audit,
  auditRow,
  connectAccount,
  day_ms,
  doDue,
  sortByTopic,
  zoomUser,
} from '../support/audits'
import { aClub, aCoach, aGoverningBody } from '../support/contexts'
import { root } from '../support/source-files'

const { world } = sandbox

beforeAll(prepareQueue)
afterAll(closeQueue)

/** The table as people read it: README, "What one audit asks of Zoom". */
const rows = readFileSync(join(root, 'README.md'), 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, plan, way, ...figures] = line.split('|').map((cell) => cell.trim())
    const known = plans.find((each) => each === plan)
    const [meetings = 0, sessions = 0, Light = 0, Medium = 0, together = 0] = figures.map(Number)
    return known && way ? [{ plan: known, way, meetings, sessions, Light, Medium, together }] : []
  })

/** One that is still to come, and takes place once. */
const meeting = (topic: string) => ({
  topic,
  startsAt: new Date(Date.now() + day_ms).toISOString(),
  duration_minutes: 45,
})

describe('what one audit asks of Zoom', () => {
  test('is said for each plan and each way of connecting that there is', () => {
    expect(new Set(rows.map(({ plan }) => plan))).toEqual(new Set(plans))
    expect(new Set(rows.map(({ way }) => way))).toEqual(new Set(['own consent']))
  })

  test.each(rows)(
    '$plan, $way, $meetings meetings, $sessions sessions: $together requests',
    async ({ plan, meetings, sessions, Light, Medium, together }) => {
      const club = await aClub(await aGoverningBody())
      const { me } = await aCoach(club)
      const user = zoomUser({ plan })
      for (let made = 0; made < meetings; made += 1) {
        world.addMeeting(user.id, meeting(made < sessions ? 'Under 12s' : 'Somebody else’s'))
      }
      const connectionId = await connectAccount(me, user.id)
      await doDue()
      if (sessions > 0) {
        await sortByTopic(me, connectionId, { 'Under 12s': [club.organisation.id] })
      }
      world.resetRequests()
      const auditId = await audit(me, connectionId)
      expect(await auditRow(auditId)).toMatchObject({ complete: true, reason: null })
      const { labels, total, statuses } = world.requests()
      expect({ ...labels, total }).toEqual({ Light, Medium, total: together })
      expect(statuses).toEqual({ 200: together })
    },
  )
})
