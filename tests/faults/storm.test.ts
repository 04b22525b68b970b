import '../support/web-address'
import { sandbox } from '../support/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { rateLimits } from '#lib/zoom/rate-limits'
import { stormOf } from '#lib/zoom-sandbox/storm'
import { grace_ms, lastDay, settled } from '../support/after-storm'
import { aGoverningBody } from '../support/contexts'
import { startCrew } from '../support/crew'
import { calm, goOn, runStorm, type Struck } from '../support/run-storm'
import { stormAccounts, type StormAccount } from '../support/storm-accounts'
import { stormClub } from '../support/storm-club'
import { newTrouble } from '../support/storm-counts'
import { evenLedger, ledger, lostOf, scheduledOf, standings } from '../support/storm-ledger'
import { differsFromZoom, passesWithoutValue, wrongVerdicts } from '../support/storm-verdicts'
import { killWorkerProcesses } from '../support/worker-process'

/** STORM_SEED=… for the same storm once more, STORM_SECONDS=… for a longer one. */
const seed = Number(process.env.STORM_SEED ?? Math.floor(Math.random() * 2 ** 31))
const seconds = Number(process.env.STORM_SECONDS ?? 60)
const timeout_ms = (seconds + 900) * 1000

const { world } = sandbox
const storm = stormOf({ seed, accounts: 100, hosts: 4, seconds })
const trouble = newTrouble((userId) => world.user(userId).plan)
const struck: Struck = { due: new Map(), removed: new Set(), mends: [] }
let clubs: Context[] = []
let accounts: StormAccount[] = []
let log = ''
let kills: Readonly<Record<string, number>> = {}

/** Zoom's own, of one account in one second. */
const limits: Record<string, number> = {
  'basic Light': rateLimits.free.Light.a_second,
  'basic Medium': rateLimits.free.Medium.a_second,
  'pro Light': rateLimits.pro.Light.a_second,
  'pro Medium': rateLimits.pro.Medium.a_second,
  'business Light': rateLimits.business.Light.a_second,
  'business Medium': rateLimits.business.Medium.a_second,
}

beforeAll(async () => {
  console.log(`storm: STORM_SEED=${seed} STORM_SECONDS=${seconds}`)
  await prepareQueue()
  const body = await aGoverningBody()
  const coaches = await stormAccounts(body, storm.accounts)
  const own = await stormClub(body, storm.hosts)
  clubs = [coaches.club, own.club]
  accounts = [...coaches.accounts, ...own.accounts]
  world.setRefreshGrace(grace_ms)
  world.setRateLimits(true)
  world.resetRequests()
  said('is made ready')
  const crew = await startCrew()
  said('begins')
  await runStorm(storm, { accounts, crew, trouble, struck })
  await goOn({ accounts, struck }, wasOne)
  calm()
  said('is over')
  await settled()
  said('is settled')
  await lastDay(accounts, struck)
  said('has had its last day')
  log = await crew.stop()
  kills = crew.kills
  console.log(`storm: ${JSON.stringify({ kills, given: trouble.given, ...whatHappened() })}`)
}, timeout_ms)

/** Much of what can go wrong did, and every kind of account was asked for while it could. */
const wasOne = () =>
  Object.keys(trouble.given).length > 10 && Object.keys(limits).every((of) => of in trouble.busiest)

const said = (what: string) => console.log(`storm: ${what} ${Math.round(performance.now())} ms`)

const whatHappened = () => ({
  due: [...struck.due.values()].reduce((all, each) => all + each, 0),
  removed: struck.removed.size,
  mends: struck.mends.length,
  busiest: trouble.busiest,
  statuses: world.requests().statuses,
})

afterAll(async () => {
  killWorkerProcesses()
  await closeQueue()
})

describe(`a storm over ${storm.accounts} accounts and a club’s own, with STORM_SEED=${seed},`, () => {
  test('was one', () => {
    const kinds = new Set(
      storm.steps.flatMap((step) => (step.kind === 'fault' ? [step.fault] : [])),
    )
    expect(kinds.size).toBeGreaterThan(10)
    expect(Object.keys(trouble.given).length).toBeGreaterThan(10)
    expect(struck.removed.size).toBeGreaterThan(0)
    expect(struck.mends.length).toBeGreaterThan(0)
    expect(kills).toEqual({
      web: expect.any(Number),
      first_worker: expect.any(Number),
      second_worker: expect.any(Number),
    })
    expect(Math.min(...Object.values(kills))).toBeGreaterThan(0)
  })

  test('leaves nothing undone and does nothing twice', async () => {
    expect(await ledger()).toEqual(evenLedger)
  })

  test('has each account audited exactly as often as its moment of the day came', async () => {
    const stayed = accounts.filter((account) => !struck.removed.has(account))
    const scheduled = await scheduledOf()
    const wrong = stayed.flatMap(({ connectionId }) => {
      const [came, done] = [struck.due.get(connectionId) ?? 0, scheduled.get(connectionId) ?? 0]
      return came > 0 && came === done
        ? []
        : [`${connectionId}: due ${came} times, audited ${done} times`]
    })
    expect(wrong).toEqual([])
    for (const { connectionId } of struck.removed) {
      expect(scheduled.get(connectionId) ?? 0).toBeLessThanOrEqual(
        struck.due.get(connectionId) ?? 0,
      )
    }
  })

  test('exceeds no limit as Zoom counts', () => {
    const { statuses } = world.requests()
    expect((statuses['429'] ?? 0) - trouble.refusals()).toBe(0)
    expect(Object.keys(trouble.busiest).toSorted()).toEqual(Object.keys(limits).toSorted())
    for (const [of, most] of Object.entries(trouble.busiest)) {
      expect(most, of).toBeLessThanOrEqual(limits[of] ?? 0)
    }
  })

  test('loses no token: whoever is still allowed is connected, by the newest of them', async () => {
    const stand = await standings()
    const lost = accounts
      .filter((account) => !struck.removed.has(account))
      .flatMap(({ connectionId, way }) => {
        const each = stand.get(connectionId)
        const isAsItWas =
          each?.state === 'connected' &&
          each.complete === true &&
          each.tokens === (way === 'host' ? 0 : 1)
        return isAsItWas ? [] : [{ way, ...each }]
      })
    expect(lost).toEqual([])
  })

  test('ends each consent that was taken back at Zoom, and tells both of it once', async () => {
    const stand = await standings()
    for (const { connectionId } of struck.removed) {
      expect(stand.get(connectionId)).toMatchObject({
        state: 'disconnected',
        reason: expect.stringMatching(/^(removed_at_zoom|token_refused)$/),
        told_person: 1,
        told_officer: 1,
        tokens: 0,
      })
    }
  })

  test('passes nothing without a value that was read', async () => {
    for (const [index, club] of clubs.entries()) {
      expect(await wrongVerdicts(club)).toEqual([])
      const passes = await passesWithoutValue(club)
      expect(passes.seen).toBeGreaterThan(index === 0 ? 300 : 10)
      expect(passes.bad).toEqual([])
    }
  })

  test('loses no event that was answered', async () => {
    const delivered = world.webhooks.deliveries().filter(({ state }) => state === 'delivered')
    expect(delivered.length).toBeGreaterThan(50)
    expect(await lostOf(delivered.map(({ requestId }) => requestId))).toEqual([])
  })

  test('shows every account in the end as it is in Zoom', async () => {
    const stayed = accounts.filter((account) => !struck.removed.has(account))
    for (const [index, club] of clubs.entries()) {
      const theirs = stayed.filter(({ way }) => way === (index === 0 ? 'own' : 'host'))
      expect(await differsFromZoom(club, theirs)).toEqual([])
    }
  })

  test('asks Zoom for each change at most once', () => {
    expect(trouble.changes()).toBeLessThanOrEqual(struck.mends.length)
  })

  test('writes no secret into a log', () => {
    expect(log.length).toBeGreaterThan(1000)
    expect(world.secrets().filter((secret) => log.includes(secret))).toEqual([])
  })
})
