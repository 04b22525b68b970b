import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseCheckpoint } from '#lib/core/transparency/checkpoint'
import { keepLog } from '#lib/transparency-log/keep-log'
import { parseLogKeys } from '#lib/transparency-log/log-keys'
import { folderStore, type LogStore } from '#lib/transparency-log/log-store'
import { brokenAt } from '../support/break-queries'
import {
  aLogKey,
  asBackup,
  aStoreInMemory,
  expectNothingLost,
  expectPublishedWhole,
  logRows,
  recordFacts,
  signedSizes,
} from '../support/log'
import { killWorkerProcesses, startWorkerProcess } from '../support/worker-process'

const key = aLogKey()
const keys = parseLogKeys(key.secret)

const now = new Date('2026-11-25T21:00:00Z')
const store = aStoreInMemory()

/** What was published may only grow: what stood there is the beginning of what stands there. */
let before: string[] = []
async function expectNoFork(of = store): Promise<void> {
  const { entries } = await expectPublishedWhole(of, [key.vkey])
  expect(before.filter((entry, at) => entries[at] !== entry)).toEqual([])
  before = entries
}

beforeAll(async () => {
  await recordFacts(250)
  expect(await keepLog(now, { store, keys })).toBeNull()
  await expectNoFork()
})

afterAll(killWorkerProcesses)

describe('killed anywhere, the log goes on without a gap, a fork or a lost record', () => {
  test('after each of its queries, as they are found', async () => {
    let steps = 0
    for (let nth = 1; ; nth += 1) {
      // Every few rounds a tile fills up.
      await recordFacts(40)
      const { struck } = await brokenAt(nth, () => keepLog(now, { store, keys }))
      await expectNothingLost()
      await recordFacts(3)
      expect(await keepLog(now, { store, keys }), `after step ${nth}`).toBeNull()
      await expectNothingLost()
      await expectNoFork()
      expect((await logRows()).pending).toEqual([])
      if (!struck) break
      steps = nth
    }
    expect(steps).toBeGreaterThan(20)
  }, 120_000)

  test('and before, in the middle of and after each file that it writes or takes away', async () => {
    let steps = 0
    for (let nth = 1; ; nth += 1) {
      await recordFacts(150)
      const broken = breakingStore(store, nth)
      const outcome = await keepLog(now, { store: broken.store, keys }).catch(String)
      await expectNothingLost()
      await expectNoFork()
      expect(await keepLog(now, { store, keys }), `after file ${nth}`).toBeNull()
      await expectNoFork()
      expect((await logRows()).pending).toEqual([])
      if (!broken.struck()) {
        expect(outcome).toBeNull()
        break
      }
      steps = nth
    }
    expect(steps).toBeGreaterThan(5)
  }, 120_000)

  test('two at once, again and again, are as one', async () => {
    for (let round = 0; round < 5; round += 1) {
      await Promise.all([
        ...Array.from({ length: 4 }, () => recordFacts(60)),
        ...Array.from({ length: 3 }, () => keepLog(now, { store, keys })),
      ])
      await expectNothingLost()
      await expectNoFork()
    }
    expect(await keepLog(now, { store, keys })).toBeNull()
    await expectNoFork()
    expect((await logRows()).pending).toEqual([])
  }, 60_000)
})

test('a real worker keeps it, is killed in the middle, and another goes on', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'touchline-log-'))
  const published = folderStore(join(folder, 'log'))
  const settings = { LOG_SIGNING_KEYS: key.secret, DATA_FOLDER: folder }
  const sizeOf = async () => {
    const read = parseCheckpoint((await published.read('checkpoint')) ?? '')
    return read.ok ? read.value.checkpoint.size : 0
  }
  const begun = (await logRows()).entries.length
  const first = startWorkerProcess(settings)
  await expect.poll(sizeOf, { timeout: 60_000, interval: 20 }).toBe(begun)
  await recordFacts(3000)
  await first.kill()
  await expectNothingLost()
  const second = startWorkerProcess(settings)
  await expect.poll(sizeOf, { timeout: 60_000, interval: 50 }).toBe(begun + 3000)
  expect(await second.stop()).toBe(0)
  await expectNothingLost()
  await expectNoFork(published)
}, 180_000)

/** Ends at the nth change of a file: by turns before it is made, and after. */
function breakingStore(inner: LogStore, nth: number) {
  let changes = 0
  let struck = false
  const change = async (make: () => Promise<void>) => {
    changes += 1
    if (struck) throw new Error('killed')
    if (changes === Math.ceil(nth / 2)) {
      struck = true
      if (nth % 2 === 0) await make()
      throw new Error('killed')
    }
    await make()
  }
  const broken: LogStore = {
    read: (path) => inner.read(path),
    write: (path, bytes) => change(() => inner.write(path, bytes)),
    remove: (path) => change(() => inner.remove(path)),
  }
  return { store: broken, struck: () => struck }
}

describe('a database that is behind what was published', () => {
  test('signs nothing and adds nothing, and says so, until it has caught up', async () => {
    await recordFacts(10)
    expect(await keepLog(now, { store, keys })).toBeNull()
    const signed = await signedSizes()
    const behind = await asBackup(5)
    await recordFacts(20)
    expect(await keepLog(now, { store, keys })).toMatch(/restored from a backup/)
    expect(await signedSizes()).toEqual(behind)
    expect(behind.length).toBeLessThan(signed.length)
    expect((await logRows()).pending).toHaveLength(20)
  })
})
