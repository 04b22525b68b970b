import { anEvent, deliver, eventKinds } from '../support/webhooks'
import { sandbox } from '../support/sandbox'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startAudit } from '#lib/audits/start-audit'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import type { NewMeeting } from '#lib/zoom-sandbox/meeting-body'
import { confirmHost } from '#lib/zoom-hosts/confirm-host'
import { plans } from '#lib/zoom-sandbox/state'
import {
  audit,
  auditRow,
  connectAccount,
  day_ms,
  doDue,
  sortByTopic,
  today,
  zoomUser,
} from '../support/audits'
import { anAdministrator, connectClubAccount } from '../support/club-accounts'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody } from '../support/contexts'
import { aClubAccount, aHost } from '../support/hosts'
import { root } from '../support/source-files'

const { world } = sandbox

beforeAll(prepareQueue)
afterAll(closeQueue)

/** The tables as people read them: README, "What one audit asks of Zoom". */
const cells = readFileSync(join(root, 'README.md'), 'utf8')
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))

const rows = cells.flatMap(([, plan, way, ...figures]) => {
  const known = plans.find((each) => each === plan)
  const [meetings = 0, sessions = 0, Light = 0, Medium = 0, together = 0] = figures.map(Number)
  return known && way ? [{ plan: known, way, meetings, sessions, Light, Medium, together }] : []
})

const own = 'own consent'
const host = 'administrator, a host'
const of = (way: string) => rows.filter((row) => row.way === way)

/** One that is still to come, and takes place once. */
const meeting = (topic: string) => ({
  topic,
  startsAt: new Date(Date.now() + day_ms).toISOString(),
  duration_minutes: 45,
})

describe('what one audit asks of Zoom', () => {
  test('is said for each plan and each way of connecting that there is', () => {
    expect(new Set(rows.map(({ plan }) => plan))).toEqual(new Set(plans))
    expect(new Set(rows.map(({ way }) => way))).toEqual(new Set([own, host]))
  })

  test.each(of(own))(
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

  test.each(of(host))(
    '$plan, $way, $meetings meetings: $together requests',
    async ({ plan, meetings, sessions, Light, Medium, together }) => {
      const club = await aClub(await aGoverningBody())
      const { coachId } = await aCoach(club)
      const { hostId, zoomUserId } = await aHost(club, await aClubAccount(club, plan))
      for (let made = 0; made < meetings; made += 1) world.addMeeting(zoomUserId, meeting('U12'))
      world.resetRequests()
      const { connectionId } = await confirmHost(today(club), { hostId, coachId })
      await doDue()
      const { labels, total, statuses } = world.requests()
      expect({ ...labels, total }).toEqual({ Light, Medium, total: together })
      expect(statuses).toEqual({ 200: together })
      const judged = await rowsOf(
        `select distinct subject_id from results_current r join sessions s on s.id = r.subject_id
         where s.connection_id = $1`,
        [connectionId],
      )
      expect(judged).toHaveLength(sessions)
    },
  )
})

const hour_ms = day_ms / 24
const inHours = (hours: number) => new Date(Date.now() + hours * hour_ms)

/** One session of each kind that the README names. */
const kinds: Readonly<Record<string, Partial<NewMeeting>>> = {
  once: {},
  'at no fixed time': { startsAt: null },
  'every week': { weeks: 8 },
  'every day': { weeks: 8, values: { 'recurrence.type': 1 } },
  'its next time is off': { weeks: 8 },
}

describe('what one session costs', () => {
  const said = cells.flatMap(([, kind = '', Light]) =>
    Object.hasOwn(kinds, kind) ? [{ kind, Light: Number(Light) }] : [],
  )

  test('is said of each kind', () => {
    expect(said.map(({ kind }) => kind)).toEqual(Object.keys(kinds))
  })

  test.each(said)('$kind: $Light requests', async ({ kind, Light }) => {
    const club = await aClub(await aGoverningBody())
    const { me } = await aCoach(club)
    const user = zoomUser()
    const startsAt = inHours(20)
    const asked = { topic: 'Under 12s', startsAt: startsAt.toISOString(), ...kinds[kind] }
    const made = world.addMeeting(user.id, asked)
    if (kind === 'its next time is off') {
      world.setMeeting(user.id, made.id, {
        [`occurrences.${startsAt.getTime()}.status`]: 'deleted',
      })
    }
    const connectionId = await connectAccount(me, user.id)
    await doDue()
    await sortByTopic(me, connectionId, { 'Under 12s': [club.organisation.id] })
    world.resetRequests()
    await audit(me, connectionId)
    expect(world.requests().paths['GET /meetings/{}']).toBe(Light)
  })
})

describe('what one audit of a club’s account costs', () => {
  const said = cells.flatMap(([, on = '', people, groups, Medium]) => {
    const plan = plans.find((each) => on === `on ${each}`)
    const figures = { people: Number(people), groups: Number(groups), Medium: Number(Medium) }
    return plan ? [{ plan, ...figures }] : []
  })

  test('is said for each plan', () => {
    expect(new Set(said.map(({ plan }) => plan))).toEqual(new Set(plans))
  })

  test.each(said)(
    '$plan, $people people, $groups groups: $Medium requests',
    async ({ plan, people, groups, Medium }) => {
      const club = await aClub(await aGoverningBody())
      const admin = anAdministrator(plan)
      for (let made = 1; made < people; made += 1) {
        zoomUser({ sameAccountAs: admin.id, plan, name: `Host ${made}` })
      }
      for (let made = 0; made < groups; made += 1) {
        world.addGroup(admin.accountId, { name: `Group ${made}`, members: [admin.id] })
      }
      const connectionId = await connectClubAccount(club, admin.id)
      await doDue()
      world.resetRequests()
      const { auditId } = await startAudit(today(club), { connectionId })
      await doDue()
      expect(await auditRow(auditId)).toMatchObject({ state: 'finished', complete: true })
      const { labels, total } = world.requests()
      expect({ ...labels, total }).toEqual({ Medium, total: Medium })
    },
  )
})

/** What each event that the README names is about: meetings by their place, or the host's settings. */
const events: Readonly<
  Record<string, { weeks?: number; sessions: number; told: readonly number[]; coHost?: boolean }>
> = {
  'the settings': { sessions: 5, told: [] },
  'a session that takes place once': { sessions: 5, told: [0] },
  'a session of every week': { weeks: 8, sessions: 5, told: [0] },
  'two sessions at a time': { sessions: 5, told: [0, 1] },
  'a setting that 5 sessions follow': { sessions: 5, told: [], coHost: false },
  'a meeting that is no session, beside 5': { sessions: 5, told: [5] },
}

describe('what is asked after an event', () => {
  const said = cells.flatMap(([, about = '', Light, Medium]) =>
    Object.hasOwn(events, about) ? [{ about, Light: Number(Light), Medium: Number(Medium) }] : [],
  )

  test('is said of each kind', () => {
    expect(said.map(({ about }) => about)).toEqual(Object.keys(events))
  })

  test.each(said)('$about: $Light light, $Medium medium', async ({ about, Light, Medium }) => {
    const { weeks, sessions = 0, told = [], coHost = true } = events[about] ?? {}
    const club = await aClub(await aGoverningBody())
    const { me } = await aCoach(club)
    const user = zoomUser({ settings: { 'in_meeting.co_host': true } })
    const numbers = Array.from({ length: 12 }, (_, place) => {
      const topic = place < sessions ? 'Under 12s' : 'Somebody else’s'
      return world.addMeeting(user.id, { ...meeting(topic), ...(weeks ? { weeks } : {}) }).id
    })
    const connectionId = await connectAccount(me, user.id)
    await doDue()
    await sortByTopic(me, connectionId, { 'Under 12s': [club.organisation.id] })
    world.setUserSetting(user.id, 'in_meeting.co_host', coHost)
    world.resetRequests()
    const { accountId } = user
    const objects = told.map((place) => ({ id: numbers[place], host_id: user.id }))
    for (const object of objects) await deliver(anEvent('meeting.updated', { accountId, object }))
    if (told.length === 0) {
      await deliver(anEvent('user.settings_updated', { accountId, object: { id: user.id } }))
    }
    await doDue(eventKinds)
    const { labels, total } = world.requests()
    expect({ Light: 0, ...labels, total }).toEqual({ Light, Medium, total: Light + Medium })
  })
})
