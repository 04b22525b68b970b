import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inNoTenant, type Tx } from '#db/tenant'
import { cosignatureVerifier } from '#lib/core/transparency/cosignature'
import { parseVerifierKey, verifierKeyOf } from '#lib/core/transparency/note-keys'
import { parseNote, verifyNote } from '#lib/core/transparency/signed-note'
import { bundlesSince, tilePath } from '#lib/core/transparency/tiles'
import { appPool } from '#lib/database/pools'
import { timeStampRequest } from '#lib/core/time-stamp'
import { askTimeStamp } from '#lib/transparency-log/ask-time-stamp'
import { askWitnesses } from '#lib/transparency-log/ask-witnesses'
import { catchUp } from '#lib/transparency-log/catch-up'
import { latestCheckpoint, wholeNote } from '#lib/transparency-log/checkpoints'
import { keepLog } from '#lib/transparency-log/keep-log'
import { showLog } from '#lib/transparency-log/show-log'
import { startWitness } from '#lib/witness/start-witness'
import { diskFiles } from '#lib/witness/durable-files'
import {
  aLogKey,
  asBackup,
  aStoreInMemory,
  expectNothingLost,
  expectPublishedWhole,
  logRows,
  keysOf,
  recordFacts,
} from '../support/log'
import { hasOpenssl, startAuthority } from '../support/time-stamp-authority'
import { witnessKey } from '../support/witnesses'

const now = new Date('2026-11-25T21:00:00Z')
const [first, second] = [aLogKey(), aLogKey()]
const store = aStoreInMemory()
const keys = keysOf(first, second)
const keep = () => keepLog(now, { store, keys })
const asApp = <Result>(run: (tx: Tx) => Promise<Result>) => inNoTenant(appPool(), run)

beforeAll(async () => {
  await recordFacts(1030)
  expect(await keep()).toBeNull()
})

describe('witnesses', () => {
  const folder = mkdtempSync(join(tmpdir(), 'touchline-witness-'))
  const verifier = cosignatureVerifier(verifierKeyOf(witnessKey))
  const start = () =>
    startWitness(
      {
        key: witnessKey,
        logs: [first, second].flatMap(({ vkey }) => {
          const parsed = parseVerifierKey(vkey)
          return parsed.ok ? [parsed.value] : []
        }),
        folder,
        files: diskFiles,
      },
      { host: '127.0.0.1', port: 0, now: () => now },
    )
  const asked = (url: string) => [{ name: 'body', url, key: verifierKeyOf(witnessKey) }]
  const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('who cosigns stands in the published checkpoint from the next look on', async () => {
    const witness = await start()
    expect(await askWitnesses(now, asked(witness.url))).toBe(1)
    expect(await askWitnesses(now, asked(witness.url))).toBe(0)
    expect(await keep()).toBeNull()
    const published = Buffer.from((await store.read('checkpoint')) ?? []).toString()
    const note = parseNote(published)
    if (!note.ok) throw new Error(note.fault)
    expect(verifyNote(note.value, [verifier]).ok).toBe(true)
    const newest = await asApp(latestCheckpoint)
    expect(newest && wholeNote(newest)).toBe(published)
    // And again after more was added, from where it stood.
    await recordFacts(300)
    expect(await keep()).toBeNull()
    expect(await askWitnesses(now, asked(witness.url))).toBe(1)
    await witness.close()
  })

  test('who is away holds nothing up, is shown, left alone for a while, and asked again', async () => {
    const witness = await start()
    await witness.close()
    await recordFacts(1)
    expect(await keep()).toBeNull()
    expect(await askWitnesses(now, asked(witness.url))).toBe(0)
    const [shown] = (await showLog()).others
    expect(shown).toMatchObject({ name: 'body', failure: 'It did not answer.', failingSince: now })
    const again = await start()
    expect(await askWitnesses(now, asked(again.url))).toBe(0)
    expect(await askWitnesses(later(1), asked(again.url))).toBe(1)
    expect((await showLog()).others[0]).toMatchObject({ failure: null, failingSince: null })
    await again.close()
  })

  test('who has seen more than a restored database has stops it, though no file tells', async () => {
    const elsewhere = aStoreInMemory()
    const witness = await start()
    await asBackup(5)
    expect(await askWitnesses(later(2), asked(witness.url), { anew: true })).toBe(0)
    const before = await asApp(latestCheckpoint)
    await recordFacts(9)
    expect(await keepLog(now, { store: elsewhere, keys })).toMatch(/A witness has .* restored/)
    expect(await asApp(latestCheckpoint)).toEqual(before)
    expect((await logRows()).pending).toHaveLength(9)
    await witness.close()
  })
})

test('a restored database catches up with what was published, and goes on without a fork', async () => {
  const { entries: published } = await expectPublishedWhole(store, [first.vkey, second.vkey])
  expect(await keep()).toMatch(/The published checkpoint has .* restored/)
  const checkpoint = (await store.read('checkpoint')) ?? new Uint8Array()
  const bare = aStoreInMemory()
  await bare.write('checkpoint', checkpoint)
  await expect(catchUp(now, keys, bare)).rejects.toThrow(/missing/)
  // Entries of somebody's own making do not come to what was signed.
  const bundles = bundlesSince(published.length - 5, published.length)
  for (const bundle of bundles) {
    const bytes = Uint8Array.from((await store.read(tilePath(bundle))) ?? [])
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
    await bare.write(tilePath(bundle), bytes)
  }
  await expect(catchUp(now, keys, bare)).rejects.toThrow(/published root/)
  expect(await catchUp(now, keys, store)).toBe(5)
  expect(await catchUp(now, keys, store)).toBe(0)
  expect(await keep()).toBeNull()
  const after = await expectPublishedWhole(store, [first.vkey, second.vkey])
  expect(after.entries.slice(0, published.length)).toEqual(published)
  expect(after.size).toBe(published.length + 9)
  await expectNothingLost()
})

describe.skipIf(!hasOpenssl())('a second clock', () => {
  test('stamps the newest checkpoint, as others verify it; what fails is shown and tried again', async () => {
    const authority = await startAuthority()
    const stamp = (minutes: number) =>
      askTimeStamp(new Date(now.getTime() + minutes * 60_000), authority.url)
    const shown = async () => (await showLog()).others.find(({ isTimeStamp }) => isTimeStamp)
    authority.answerWith(() => Buffer.from('nothing of the kind'))
    expect(await stamp(0)).toBe(false)
    expect(await shown()).toMatchObject({ failure: 'Its answer cannot be read.' })
    const other = timeStampRequest(new Uint8Array(32), Uint8Array.of(9))
    authority.answerWith(() => authority.reply(Buffer.from(other)))
    expect(await stamp(0)).toBe(false)
    expect(await stamp(1)).toBe(false)
    expect(await shown()).toMatchObject({ failure: 'It stamped something else.' })
    authority.answerWith((request) => {
      // The same question with another nonce: an answer to somebody else, or an old one.
      const changed = Buffer.from(request)
      const at = changed.length - 4
      changed[at] = (changed[at] ?? 0) ^ 1
      return authority.reply(changed)
    })
    expect(await stamp(2)).toBe(false)
    expect(await shown()).toMatchObject({ failure: 'Its answer is to another question.' })
    authority.answerWith(null)
    expect(await stamp(3)).toBe(true)
    expect(await shown()).toMatchObject({ failure: null })
    const newest = await asApp(latestCheckpoint)
    const response = newest?.timeStamp?.response ?? new Uint8Array()
    authority.verify(newest?.note ?? '', response)
    expect(() => authority.verify('another note\n', response)).toThrow(/mismatch|failed/i)
    // Not for each checkpoint, but for one every few minutes.
    await recordFacts(1)
    expect(await keep()).toBeNull()
    expect(await stamp(4)).toBe(false)
    expect(await stamp(14)).toBe(true)
    authority.close()
  })
})
