import { sandbox } from '../support/sandbox'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { rowsOf } from '../support/connections'
import {
  auditAll,
  manyAccounts,
  progressOf,
  whatBecameOf,
  type Account,
} from '../support/many-audits'
import { killWorkerProcesses, startWorkerProcess } from '../support/worker-process'

const { world } = sandbox

/** FAULTS_FULL=1 runs the hundred; a third of it otherwise. */
const number = process.env.FAULTS_FULL === '1' ? 100 : 30
/** Of these, Zoom answers one body with an error, so that what was mended cannot be seen. */
const gaps = number / 10
const timeout_ms = 40 * 60_000 * (number / 1000) + 120_000

let accounts: Account[] = []

beforeAll(async () => {
  await prepareQueue()
  accounts = (await manyAccounts(number)).accounts
}, timeout_ms)

afterEach(() => {
  killWorkerProcesses()
  world.clearFailures()
  world.setLatency(0)
})
afterAll(closeQueue)

/** Each account is mended or broken; some of what is mended cannot be read. */
function change(value: 'host' | 'all'): void {
  for (const [index, { userId }] of accounts.entries()) {
    world.setUserSetting(userId, 'in_meeting.who_can_share_screen', value)
    if (index >= gaps) continue
    world.failWith({ path: '^/v2/meetings/', userId, times: null })
  }
}

const readAtLeast = (ids: readonly string[], least: number) =>
  expect
    .poll(async () => (await progressOf(ids)).read, { timeout: timeout_ms, interval: 20 })
    .toBeGreaterThanOrEqual(least)

const allJudged = (ids: readonly string[]) =>
  expect
    .poll(() => progressOf(ids), { timeout: timeout_ms, interval: 200 })
    .toEqual({ read: ids.length, judged: ids.length })

/** Four bodies each, at the holder and at the club. */
const onceEach = {
  finished: number,
  judged: number,
  asked: number * 8,
  asked_once_each: number * 8,
  still_due: 0,
  closed_by_a_gap: 0,
}

const openFindings = async () => {
  const rows = await rowsOf<{ number: number }>(
    `select count(*)::integer as number from findings where state = 'open' and control = 'Z03'`,
    [],
  )
  return rows[0]?.number
}

describe(`${number} audits`, () => {
  test(
    'whose worker is killed in the middle, again and again, are each complete exactly once',
    async () => {
      expect(await openFindings()).toBe(number)
      change('host')
      world.setLatency(20)
      const ids = await auditAll(accounts)
      for (const share of [0.2, 0.4, 0.6]) {
        const worker = startWorkerProcess()
        await readAtLeast(ids, number * share)
        await worker.kill()
      }
      const stopped = await progressOf(ids)
      expect(stopped.read).toBeLessThan(number)
      const last = startWorkerProcess()
      await allJudged(ids)
      expect(await last.stop()).toBe(0)
      expectNoSecretIn(last.lines())
      expect(await whatBecameOf(ids)).toEqual(onceEach)
      expect(await openFindings()).toBe(gaps)
      const complete = await rowsOf(
        `select complete, count(*)::integer as number from audits where id = any($1)
       group by complete order by complete`,
        [ids],
      )
      expect(complete).toEqual([
        { complete: false, number: gaps },
        { complete: true, number: number - gaps },
      ])
    },
    timeout_ms,
  )

  test(
    'whose queue is emptied in the middle, again and again, are each complete exactly once',
    async () => {
      change('all')
      world.setLatency(20)
      const ids = await auditAll(accounts)
      const worker = startWorkerProcess()
      for (const share of [0.1, 0.3, 0.5]) {
        await readAtLeast(ids, number * share)
        await emptyQueue()
      }
      await allJudged(ids)
      expect(await worker.stop()).toBe(0)
      expect(await whatBecameOf(ids)).toEqual(onceEach)
    },
    timeout_ms,
  )
})

function expectNoSecretIn(log: string): void {
  expect(log.length).toBeGreaterThan(1000)
  expect(world.secrets().filter((secret) => log.includes(secret))).toEqual([])
}

/** Every row of every table of the queue, whatever they are. */
async function emptyQueue(): Promise<void> {
  const tables = await rowsOf<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c
     where c.relnamespace = 'queue'::regnamespace and c.relkind = 'r'`,
    [],
  )
  const names = tables.map(({ name }) => name).filter((name) => !name.includes('migration'))
  expect(names.length).toBeGreaterThan(0)
  await rowsOf(`truncate ${names.join(', ')} cascade`, [])
}
