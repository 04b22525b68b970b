import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseVerifierKey, verifierKeyOf, verifierKeyText } from '#lib/core/transparency/note-keys'
import { askWitness } from '#lib/witness/ask-witness'
import { newWitness } from '#lib/witness/new-witness'
import { forkedTrees, logKey, signedAt, type Trees } from '../support/witnesses'

/** FAULTS_FULL=1 kills it forty times. */
const kills = process.env.FAULTS_FULL === '1' ? 40 : 5
const forkAt = 4
const branches = forkedTrees(600, forkAt)

let place: string
let vkey: string
const at = () => ({
  key: join(place, 'key'),
  folder: join(place, 'seen'),
  policy: join(place, 'policy'),
})
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'witness-'))
  vkey = await newWitness({ name: 'witness.example/body', ...at() })
  const log = verifierKeyText(verifierKeyOf(logKey))
  await writeFile(at().policy, `log ${log}\nquorum none\n`)
})
const running: ChildProcess[] = []
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL')
  await rm(place, { recursive: true })
})

/** The witness as its command starts it, on a port of its own. */
async function start() {
  const options = Object.entries(at()).flatMap(([name, path]) => [`--${name}`, path])
  const command = ['--import', 'tsx', 'workers/cli/witness.ts', ...options, '--port', '0']
  const child = spawn(process.execPath, command, {
    env: { ...process.env, LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  running.push(child)
  const exited = once(child, 'exit')
  for await (const line of createInterface({ input: child.stdout })) {
    const [, url] = /"url":"([^"]+)"/.exec(line) ?? []
    if (url) return { url, kill: () => child.kill('SIGKILL'), exited }
  }
  throw new Error('The witness did not start.')
}

type Signed = { branch: number; size: number }

/** Offers a branch's trees, each from where the witness is, until the witness is gone. */
async function offerUntilGone(url: string, branch: number, signed: Signed[]): Promise<void> {
  const key = parseVerifierKey(vkey)
  const trees: Trees | undefined = branches[branch]
  if (!key.ok || !trees) throw new Error('No key.')
  let seen = 0
  for (let tries = 0; tries < 5000; tries += 1) {
    const size = Math.min(600, seen + 1 + (tries % 3))
    const proof = trees.consistency(seen, size)
    const request = { oldSize: seen, proof, checkpoint: signedAt(trees, size) }
    const answer = await askWitness({ url, key: key.value }, request, { now: new Date() })
    if (answer.ok) {
      signed.push({ branch, size })
      seen = size
    } else if (answer.fault === 'other_size') seen = answer.size
    else if (answer.fault === 'unreachable') return
    // Once the witness is on the other branch, this one is refused for good: it asks from the start.
    else seen = 0
  }
}

test(
  'killed at any moment, a witness has never cosigned two trees that do not agree',
  async () => {
    const signed: Signed[] = []
    for (let round = 0; round < kills; round += 1) {
      const witness = await start()
      const before = signed.length
      const offers = [0, 1, 0].map((branch) => offerUntilGone(witness.url, branch, signed))
      // It dies in the middle of whatever it does then, soon after it has signed a few.
      while (signed.length < before + 1 + round) await new Promise((done) => setTimeout(done, 5))
      witness.kill()
      await Promise.all([...offers, witness.exited])
    }
    const apart = signed.filter(({ size }) => size > forkAt)
    expect(apart.length).toBeGreaterThan(kills)
    expect(new Set(apart.map(({ branch }) => branch)).size).toBe(1)
  },
  kills * 30_000,
)
