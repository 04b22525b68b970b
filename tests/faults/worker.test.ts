import { sandbox } from '../support/sandbox'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
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
const number = 8
/** A worker takes a second to begin, and ten on a machine that has much else to do. */
const timeout_ms = 180_000

let accounts: Account[] = []

beforeAll(async () => {
  await prepareQueue()
  accounts = (await manyAccounts(number)).accounts
})
afterEach(() => {
  killWorkerProcesses()
  world.setLatency(0)
})
afterAll(closeQueue)

const poll = { timeout: timeout_ms, interval: 20 }
const readOf = async (ids: readonly string[]) => (await progressOf(ids)).read

const allJudged = (ids: readonly string[]) =>
  expect.poll(() => progressOf(ids), poll).toEqual({ read: number, judged: number })

const underWay = () =>
  rowsOf(`select 1 from system.due where kind = 'read-account' and lease_until > now()`, [])

test(
  'asked to stop, it ends what it has in hand and takes nothing more',
  async () => {
    world.setLatency(150)
    const ids = await auditAll(accounts)
    const worker = startWorkerProcess({ READS_AT_ONCE: '2' })
    await expect.poll(async () => (await underWay()).length, poll).toBeGreaterThan(0)
    const begun = Date.now()
    expect(await worker.stop()).toBe(0)
    expect(Date.now() - begun).toBeLessThan(20_000)
    expect(worker.lines()).toContain('"msg":"stopped"')
    expect(await underWay()).toEqual([])
    const read = await readOf(ids)
    expect(read).toBeGreaterThan(0)
    expect(read).toBeLessThan(number)
    world.setLatency(0)
    startWorkerProcess()
    await allJudged(ids)
  },
  timeout_ms,
)

test(
  'asked to stop while it begins, it stops',
  async () => {
    const worker = startWorkerProcess()
    await expect.poll(() => worker.lines(), poll).toContain('the queue is prepared')
    expect(await worker.stop()).toBe(0)
  },
  timeout_ms,
)

test(
  'whose connections to the database are all cut goes on by itself',
  async () => {
    world.setLatency(50)
    const ids = await auditAll(accounts)
    const worker = startWorkerProcess()
    await expect.poll(() => readOf(ids), poll).toBeGreaterThan(0)
    for (let cut = 0; cut < 3; cut += 1) {
      await rowsOf(
        `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()
         and backend_type = 'client backend'`,
        [],
      )
    }
    await allJudged(ids)
    expect(await worker.stop()).toBe(0)
    expect(await whatBecameOf(ids)).toMatchObject({
      finished: number,
      judged: number,
      still_due: 0,
    })
  },
  timeout_ms,
)
