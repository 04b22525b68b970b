import { describe, expect, test } from 'vitest'
import { sha256Hex } from '#lib/core/sha256'
import { cosignatureTime, cosignatureVerifier } from '#lib/core/transparency/cosignature'
import { parseCheckpoint } from '#lib/core/transparency/checkpoint'
import { verifierKeyOf } from '#lib/core/transparency/note-keys'
import { parseSignatureLines } from '#lib/core/transparency/signed-note'
import { addCheckpointText } from '#lib/core/transparency/witness-request'
import { addCheckpoint, type Answer } from '#lib/witness/add-checkpoint'
import type { DurableFiles } from '#lib/witness/durable-files'
import { latestCosigned } from '#lib/witness/latest-cosigned'
import type { Witness } from '#lib/witness/witness'
import { losingDisk, powerLoss } from '../support/losing-disk'
import {
  bodyOf,
  forkedTrees,
  logKey,
  logs,
  requestTo,
  signedAt,
  witnessKey,
  type Trees,
} from '../support/witnesses'

const forkAt = 3
const branches = forkedTrees(24, forkAt)
const witnessOn = (files: DurableFiles): Witness => ({ key: witnessKey, logs, folder: '/w', files })
const now = new Date('2026-11-25T12:00:00Z')

/** Numbers that look random and are the same each time (mulberry32). */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** What left the witness: for which branch, what size, and when it says that this was. */
type Signed = { branch: number; size: number; time: number }

const bodies = branches.map((trees) =>
  Array.from({ length: 25 }, (_, size) => (size > 0 ? bodyOf(signedAt(trees, size)) : '')),
)
const verifier = cosignatureVerifier(verifierKeyOf(witnessKey))

/** Finds out what an answer's signature signs, of all there is to be signed. */
function whatWasSigned(answer: Answer, size: number): Signed {
  const [line = ''] = answer.body
    .split('\n')
    .filter((each) => each.startsWith(`— ${witnessKey.name}`))
  const [signature] = parseSignatureLines([line]) ?? []
  if (!signature) throw new Error('Nothing was signed.')
  const branch = bodies.findIndex((of) => verifier.verify(of[size] ?? '', signature.signature))
  expect(branch).toBeGreaterThanOrEqual(0)
  return { branch, size, time: cosignatureTime(signature.signature) ?? 0 }
}

/** No two of them are inconsistent, and none says that a smaller tree was the largest later on. */
function expectOneHistory(signed: readonly Signed[]): void {
  const apart = signed.filter(({ size }) => size > forkAt)
  expect(new Set(apart.map(({ branch }) => branch)).size).toBeLessThanOrEqual(1)
  for (const [at, { size, time }] of signed.entries()) {
    const before = signed.slice(0, at)
    expect(before.filter((earlier) => earlier.size > size || earlier.time > time)).toEqual([])
  }
}

/** Sends one branch's tree of a size as a log would: from where the witness says that it is. */
async function offer(witness: Witness, trees: Trees, size: number): Promise<Signed | null> {
  const first = await addCheckpoint(witness, requestTo(trees, 0, size), now)
  if (first.status === 200) return whatWasSigned(first, size)
  const seen = Number(first.body)
  if (first.status !== 409 || seen > size) return null
  const second = await addCheckpoint(witness, requestTo(trees, seen, size), now)
  return second.status === 200 ? whatWasSigned(second, size) : null
}

async function lookAt(witness: Witness): Promise<Signed | null> {
  const shown = await latestCosigned(witness, sha256Hex(logKey.name))
  if (shown.status !== 200) return null
  const read = parseCheckpoint(shown.body)
  return whatWasSigned(shown, read.ok ? read.value.checkpoint.size : 0)
}

const unlessPowerIsGone = (error: unknown): null => {
  if (error === powerLoss) return null
  throw error
}

describe('a witness whose power is cut', () => {
  test('at each step of a request has signed nothing that it forgets', async () => {
    const whole = losingDisk()
    await offer(witnessOn(whole.files), branches[0], 5)
    const before = whole.steps()
    await offer(witnessOn(whole.files), branches[0], 9)
    const steps = whole.steps() - before
    expect(steps).toBeGreaterThan(8)
    for (let cut = 0; cut <= steps; cut += 1) {
      for (const lostAll of [true, false]) {
        const disk = losingDisk()
        const witness = witnessOn(disk.files)
        const signed = [await offer(witness, branches[0], 5)]
        disk.cutAfter(cut)
        signed.push(await offer(witness, branches[0], 9).catch(unlessPowerIsGone))
        disk.restore(() => lostAll)
        signed.push(await offer(witness, branches[1], 9), await offer(witness, branches[0], 9))
        signed.push(await lookAt(witness))
        expectOneHistory(signed.filter((each) => each !== null))
        expect(signed.at(-1), `cut after ${cut}`).toMatchObject({ branch: 0, size: 9 })
      }
    }
  })

  test('again and again, at any step, between honest and forked trees, keeps to one history', async () => {
    let cuts = 0
    for (let seed = 1; seed <= 25; seed += 1) {
      const roll = dice(seed)
      const disk = losingDisk()
      const witness = witnessOn(disk.files)
      const signed: (Signed | null)[] = []
      for (let turn = 0; turn < 8; turn += 1) {
        disk.cutAfter(Math.floor(roll() * 30))
        const [branch, other] = roll() < 0.5 ? branches : branches.toReversed()
        const size = 1 + Math.floor(roll() * 24)
        // Two at once, of which either may come first, and somebody who looks meanwhile.
        const answers = await Promise.all([
          offer(witness, branch ?? branches[0], size).catch(unlessPowerIsGone),
          offer(witness, other ?? branches[1], size).catch(unlessPowerIsGone),
          lookAt(witness).catch(unlessPowerIsGone),
        ])
        const found = answers.filter((each) => each !== null)
        signed.push(...found.toSorted((a, b) => a.size - b.size))
        if (found.length < 3) cuts += 1
        disk.restore(() => roll() < 0.5)
      }
      expectOneHistory(signed.filter((each) => each !== null))
    }
    expect(cuts).toBeGreaterThan(20)
  }, 120_000)
})

describe('what a witness shows', () => {
  test('is on the disk, even where who keeps it has not come to that yet', async () => {
    const disk = losingDisk()
    await offer(witnessOn(disk.files), branches[0], 5)
    const place = `/w/${sha256Hex(logKey.name)}`
    let isThere = () => {}
    const linked = new Promise<void>((resolve) => void (isThere = resolve))
    const slow = witnessOn({
      ...disk.files,
      sync: (path) => {
        if (path !== place) return disk.files.sync(path)
        isThere()
        return new Promise(() => {})
      },
    })
    void offer(slow, branches[0], 9)
    await linked
    const signed = [await lookAt(witnessOn(disk.files))]
    expect(signed).toMatchObject([{ branch: 0, size: 9 }])
    disk.restore(() => true)
    signed.push(await offer(witnessOn(disk.files), branches[1], 9))
    signed.push(await lookAt(witnessOn(disk.files)))
    expectOneHistory(signed.filter((each) => each !== null))
    expect(signed.at(-1)).toMatchObject({ branch: 0, size: 9 })
  })
})

describe('two processes that share a folder', () => {
  test('are one witness, even where one slept for longer than records are kept', async () => {
    const disk = losingDisk()
    const awake = witnessOn(disk.files)
    await offer(awake, branches[0], 1)
    let wake = () => {}
    const asleep = new Promise<void>((resolve) => void (wake = resolve))
    const sleepy = witnessOn({
      ...disk.files,
      link: async (from, to) => {
        await asleep
        return disk.files.link(from, to)
      },
    })
    // Both were right when they were judged: the one that sleeps would sign another branch.
    const checkpoint = signedAt(branches[1], 20)
    const request = { oldSize: 1, proof: branches[1].consistency(1, 20), checkpoint }
    const late = addCheckpoint(sleepy, addCheckpointText(request), now)
    const signed = []
    for (let size = 2; size <= 24; size += 1) signed.push(await offer(awake, branches[0], size))
    expect(signed.every((each) => each?.branch === 0 || each?.branch === 1)).toBe(true)
    wake()
    expect(await late).toMatchObject({ status: 409, body: '24\n' })
    expect(await lookAt(awake)).toMatchObject({ branch: 0, size: 24 })
  })
})
