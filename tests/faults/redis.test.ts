import { sandbox } from '../support/sandbox'
import { noRedisBecause, redisUrl } from '../support/redis'
import { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { closeQueue } from '#lib/jobs/enqueue'
import {
  auditAll,
  manyAccounts,
  progressOf,
  whatBecameOf,
  type Account,
} from '../support/many-audits'
import { killWorkerProcesses, startWorkerProcess } from '../support/worker-process'

const { world } = sandbox
const number = 10
const timeout_ms = 180_000

describe.skipIf(noRedisBecause)(
  noRedisBecause ? `the queue on Redis: ${noRedisBecause}` : 'the queue on Redis',
  () => {
    let accounts: Account[] = []
    let redis: Redis

    beforeAll(async () => {
      redis = new Redis(redisUrl)
      accounts = (await manyAccounts(number)).accounts
    })
    afterEach(() => {
      killWorkerProcesses()
      world.setLatency(0)
    })
    afterAll(async () => {
      await closeQueue()
      redis.disconnect()
    })

    const poll = { timeout: timeout_ms, interval: 20 }
    const allJudged = (ids: readonly string[]) =>
      expect.poll(() => progressOf(ids), poll).toEqual({ read: number, judged: number })

    test(
      'holds the hints, and a worker takes them from there',
      async () => {
        const ids = await auditAll(accounts)
        expect(await redis.llen('bull:touchline:wait')).toBeGreaterThan(0)
        // It looks for what is due when it begins, and not again for an hour: the rest are hints.
        const worker = startWorkerProcess({ SWEEP_SECONDS: '3600' })
        await allJudged(ids)
        const more = await auditAll(accounts)
        await allJudged(more)
        expect(await worker.stop()).toBe(0)
      },
      timeout_ms,
    )

    test(
      'loses nothing when it is emptied and its worker killed in the middle',
      async () => {
        world.setLatency(30)
        const ids = await auditAll(accounts)
        const first = startWorkerProcess()
        await expect.poll(async () => (await progressOf(ids)).read, poll).toBeGreaterThan(1)
        await redis.flushall()
        await first.kill()
        await redis.flushall()
        expect((await progressOf(ids)).judged).toBeLessThan(number)
        startWorkerProcess()
        await allJudged(ids)
        expect(await whatBecameOf(ids)).toMatchObject({
          finished: number,
          judged: number,
          asked: number * 8,
          asked_once_each: number * 8,
          still_due: 0,
        })
      },
      timeout_ms,
    )
  },
)
