import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sha256Hex } from '#lib/core/sha256'
import { checkCheckpoint } from '#lib/core/transparency/check-checkpoint'
import { cosignatureTime, cosignatureVerifier } from '#lib/core/transparency/cosignature'
import { emptyRoot } from '#lib/core/transparency/merkle'
import { verifierKeyOf, verifierKeyText } from '#lib/core/transparency/note-keys'
import { signCheckpoint } from '#lib/core/transparency/checkpoint'
import { parseSignatureLines } from '#lib/core/transparency/signed-note'
import { parsePolicy } from '#lib/core/transparency/tlog-policy'
import { addCheckpointText } from '#lib/core/transparency/witness-request'
import { addCheckpoint } from '#lib/witness/add-checkpoint'
import { diskFiles } from '#lib/witness/durable-files'
import { latestCosigned } from '#lib/witness/latest-cosigned'
import { newWitness } from '#lib/witness/new-witness'
import { originHash } from '#lib/witness/seen'
import { openWitness, type Witness } from '#lib/witness/witness'
import {
  bodyOf,
  forkedTrees,
  logKey,
  logs,
  requestTo,
  signedAt,
  witnessKey,
} from '../support/witnesses'

let folder: string
let witness: Witness
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'witness-'))
  witness = { key: witnessKey, logs, folder, files: diskFiles }
})
afterEach(() => rm(folder, { recursive: true }))

const [trees, others] = forkedTrees(40, 10)
const now = new Date('2026-11-25T12:00:00Z')
const send = (request: string, at = now) => addCheckpoint(witness, request, at)
const statusOf = async (request: string) => (await send(request)).status

/** When a signed answer says that it was signed; fails where it does not hold for this checkpoint. */
function timeOf(answer: { status: number; body: string }, note: string): number | null {
  expect(answer.status).toBe(200)
  const [signature, ...more] = parseSignatureLines(answer.body.trimEnd().split('\n')) ?? []
  expect(more).toEqual([])
  if (!signature) throw new Error('Not signed.')
  const verifier = cosignatureVerifier(verifierKeyOf(witnessKey))
  expect(verifier.verify(bodyOf(note), signature.signature)).toBe(true)
  return cosignatureTime(signature.signature)
}

describe('a witness', () => {
  test('cosigns the first tree of a log, then each that grew out of it', async () => {
    expect(timeOf(await send(requestTo(trees, 0, 7)), signedAt(trees, 7))).toBe(1795608000)
    timeOf(await send(requestTo(trees, 7, 8)), signedAt(trees, 8))
    timeOf(await send(requestTo(trees, 8, 31)), signedAt(trees, 31))
    timeOf(await send(requestTo(trees, 31, 31)), signedAt(trees, 31))
  })

  test('tells its size to who believes another one, and signs nothing', async () => {
    await send(requestTo(trees, 0, 20))
    for (const request of [requestTo(trees, 0, 25), requestTo(trees, 19, 25)]) {
      expect(await send(request)).toEqual({ status: 409, type: 'text/x.tlog.size', body: '20\n' })
    }
    expect((await send(requestTo(trees, 0, 12))).body).toBe('20\n')
    expect((await send(requestTo(trees, 12, 12))).body).toBe('20\n')
  })

  test('refuses a fork, whatever proof comes with it', async () => {
    await send(requestTo(trees, 0, 20))
    expect(await statusOf(requestTo(others, 20, 25))).toBe(422)
    expect(await statusOf(requestTo(others, 20, 20))).toBe(422)
    const proof = trees.consistency(20, 25)
    const checkpoint = signedAt(others, 25)
    expect(await statusOf(addCheckpointText({ oldSize: 20, proof, checkpoint }))).toBe(422)
    expect(await statusOf(addCheckpointText({ oldSize: 20, proof: [], checkpoint }))).toBe(422)
    timeOf(await send(requestTo(trees, 20, 25)), signedAt(trees, 25))
  })

  test('takes no proof from nothing, and no root of nothing but the one there is', async () => {
    const checkpoint = signedAt(trees, 5)
    const proof = [trees.root(3)]
    expect(await statusOf(addCheckpointText({ oldSize: 0, proof, checkpoint }))).toBe(422)
    const none = { origin: logKey.name, size: 0, root: emptyRoot, extensions: [] }
    const wrong = signCheckpoint({ ...none, root: trees.root(1) }, logKey)
    expect(await statusOf(addCheckpointText({ oldSize: 0, proof: [], checkpoint: wrong }))).toBe(
      422,
    )
    const empty = signCheckpoint(none, logKey)
    expect(await statusOf(addCheckpointText({ oldSize: 0, proof: [], checkpoint: empty }))).toBe(
      200,
    )
    expect(await statusOf(requestTo(trees, 0, 5))).toBe(200)
  })

  test('asks who signed before anything else, and counts nobody but the log', async () => {
    const other = { ...logKey, name: 'other.example' }
    const stranger = { ...logKey, seed: new Uint8Array(32).fill(9) }
    const ask = (checkpoint: string) =>
      statusOf(addCheckpointText({ oldSize: 0, proof: [], checkpoint }))
    expect(await ask(signedAt(trees, 5, other))).toBe(404)
    expect(await ask(signedAt(trees, 5, stranger))).toBe(403)
    expect(await ask(signedAt(trees, 5).replace('\n5\n', '\n6\n'))).toBe(403)
    expect(await readdir(folder)).toEqual([])
  })

  test.each([
    ['nothing', ''],
    ['another first line', requestTo(trees, 0, 5).replace('old 0', 'new 0')],
    ['a leading zero', requestTo(trees, 0, 5).replace('old 0', 'old 00')],
    ['an old size above the new one', requestTo(trees, 0, 5).replace('old 0', 'old 6')],
    ['hashes that are none', requestTo(trees, 0, 5).replace('old 0', 'old 0\nAAAA')],
    [
      '64 hashes',
      requestTo(trees, 0, 5).replace(
        'old 0',
        `old 0${'\n'.concat('A'.repeat(43), '=').repeat(64)}`,
      ),
    ],
    ['a checkpoint that is cut', requestTo(trees, 0, 5).slice(0, -1)],
    ['a root that is cut', requestTo(trees, 0, 5).replace(/\n5\n../, '\n5\n')],
  ])('refuses %s as malformed', async (_, request) => {
    expect(await statusOf(request)).toBe(400)
  })

  test('never says that a smaller tree was the largest at a later time', async () => {
    await send(requestTo(trees, 0, 5))
    const earlier = new Date(now.getTime() - 3_600_000)
    const answer = await send(requestTo(trees, 5, 6), earlier)
    expect(timeOf(answer, signedAt(trees, 6))).toBe(1795608000)
  })

  test('shows what it last cosigned, as it answered, with the log’s signatures alone', async () => {
    const hash = sha256Hex(logKey.name)
    expect((await latestCosigned(witness, hash)).status).toBe(404)
    const noise = '— somebody.example AAAAAAAA\n'
    const answer = await send(`${requestTo(trees, 0, 5)}${noise}`)
    const shown = await latestCosigned(witness, hash)
    expect(shown.body).toBe(`${signedAt(trees, 5)}${answer.body}`)
    const vkeys = [logKey, witnessKey].map((key) => verifierKeyText(verifierKeyOf(key)))
    const policy = parsePolicy(`log ${vkeys[0]}\nwitness W ${vkeys[1]}\nquorum W\n`)
    expect(policy.ok && checkCheckpoint(shown.body, policy.value).ok).toBe(true)
  })

  test('keeps a few of the newest, and signs with the newest alone', async () => {
    for (let size = 1; size <= 40; size += 1) await send(requestTo(trees, size - 1, size))
    const names = await readdir(join(folder, originHash(logKey.name)))
    expect(names).toHaveLength(16)
    expect(names.at(-1)).toBe('0000000000000040')
    expect((await send(requestTo(trees, 5, 40))).body).toBe('40\n')
  })

  test('does not begin anew where its record cannot be read', async () => {
    await send(requestTo(trees, 0, 20))
    const place = join(folder, originHash(logKey.name), '0000000000000001')
    for (const damaged of ['', 'time 1\n\n', `time 1\n\n${signedAt(trees, 20).slice(0, -1)}`]) {
      await writeFile(place, damaged)
      await expect(send(requestTo(others, 0, 30))).rejects.toThrow('is damaged')
    }
  })

  test('asked by many at once cosigns one history', async () => {
    const requests = Array.from({ length: 12 }, (_, at) =>
      requestTo(at % 2 === 0 ? trees : others, 0, 12 + at),
    )
    const answers = await Promise.all(requests.map((request) => send(request)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(11)
  })
})

describe('a witness’s key and folder', () => {
  const named = { name: 'witness.example/body' }
  const at = () => ({
    key: join(folder, 'keys', 'witness.key'),
    folder: join(folder, 'seen'),
    policy: join(folder, 'policy'),
  })
  const policy = `log ${verifierKeyText(verifierKeyOf(logKey))}\nquorum none\n`

  test('are made once, and opened by who may read the key', async () => {
    const vkey = await newWitness({ ...named, ...at() })
    await writeFile(at().policy, policy)
    const opened = await openWitness(at())
    expect(verifierKeyText(verifierKeyOf(opened.key))).toBe(vkey)
    expect((await stat(at().key)).mode & 0o777).toBe(0o600)
    await expect(newWitness({ ...named, ...at() })).rejects.toThrow('is there already')
  })

  test('belong together: nothing is signed from a folder that is not its own', async () => {
    await newWitness({ ...named, ...at() })
    await writeFile(at().policy, policy)
    await expect(openWitness({ ...at(), folder: join(folder, 'lost') })).rejects.toThrow(
      'What it had seen may be elsewhere',
    )
    const second = { key: join(folder, 'second.key'), folder: join(folder, 'second') }
    await newWitness({ ...named, ...second })
    await expect(openWitness({ ...at(), key: second.key })).rejects.toThrow('another witness')
  })

  test('are refused with a word on what is wrong, and never with the key', async () => {
    await newWitness({ ...named, ...at() })
    await writeFile(at().policy, 'quorum none\n')
    await expect(openWitness(at())).rejects.toThrow('names no log')
    await writeFile(at().policy, 'log nonsense\nquorum none\n')
    await expect(openWitness(at())).rejects.toThrow('line 1: its key cannot be read')
    await expect(openWitness({ ...at(), key: at().policy })).rejects.toThrow('holds no key')
    await expect(openWitness({ ...at(), policy: join(folder, 'none') })).rejects.toThrow('be read')
    await expect(newWitness({ ...at(), name: 'a b', key: 'x', folder: 'y' })).rejects.toThrow(
      'spaces',
    )
  })
})
