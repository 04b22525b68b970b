import { expect, test } from 'vitest'
import { canonicalJson, isJsonObject, type Json } from '#lib/core/canonical-json'
import { bodyPaths, byBytes, manifestPath, proofPaths } from '#lib/core/pack/layout'
import { readZip } from '#lib/core/pack/read-zip'
import { localHeader, zipLimits } from '#lib/core/pack/zip-format'
import type { CheckName } from '#lib/core/verify-pack/report'
import { verifyPack } from '#lib/core/verify-pack/verify-pack'
import { verdictWords } from '#lib/core/verify-pack/words'
import {
  filesOf,
  honestParts,
  keyOf,
  manifestText,
  vkeyOf,
  zipOf,
  type Files,
} from '../support/small-pack'

const honest = filesOf(honestParts())
const policy = `log ${vkeyOf(honestParts().key)}\nquorum none\n`

const checkIn = (pack: Uint8Array, name: CheckName, own: string | null = policy) =>
  verifyPack(pack, own).checks.find((each) => each.name === name)

const bodyOf = (files: Files) =>
  files.slice(
    0,
    files.findIndex(([path]) => path === manifestPath),
  )
const replaced = (path: string, text: string): Files =>
  bodyOf(honest).map(([each, content]) => [each, each === path ? text : content] as const)

/** The body as somebody wants it, with the log and its proofs taken off. */
function stripped(body: Files): Uint8Array {
  return zipOf([...body, [manifestPath, manifestText(body, null)]])
}

test('proofs that are taken out do not let a changed pack pass with the checker’s keys', () => {
  const soft = stripped(replaced(bodyPaths.results, '[]'))
  expect(verifyPack(soft, policy).isSound).toBe(false)
  expect(checkIn(soft, 'checkpoint')).toMatchObject({
    outcome: 'fails',
    says: ['You brought a list of keys, and no log has signed this pack.'],
  })
})

test('of a pack that no log signed nothing is promised', () => {
  const report = verifyPack(stripped(bodyOf(honest)))
  expect(report).toMatchObject({ isSound: true, believed: 'nobody' })
  expect(verdictWords(report)).toMatch(/Nothing proves who made it, or that it was not changed/)
})

test('a forger’s own log and keys are not taken for the real ones', () => {
  const forged = zipOf(filesOf({ ...honestParts(), key: keyOf('log.example/one', 66) }))
  expect(verifyPack(forged, policy).isSound).toBe(false)
  const report = verifyPack(forged)
  expect(report).toMatchObject({ isSound: true, believed: 'pack' })
  expect(verdictWords(report)).toMatch(/a forger would send their own/)
  expect(verdictWords(verifyPack(zipOf(honest), policy))).not.toMatch(/forger/)
})

test('who saw the records alone does not vouch for the manifest', () => {
  const key = { ...keyOf('witness.example/w', 3), type: 4 as const }
  const own = `log ${vkeyOf(honestParts().key)}\nwitness w ${vkeyOf(key)}\nquorum w\n`
  const sawOf = (saw: 'records' | 'manifest') => {
    const pack = zipOf(filesOf({ ...honestParts(), witness: { key, saw } }))
    expect(verifyPack(pack, own).isSound).toBe(true)
    return checkIn(pack, 'witnesses', own)
  }
  expect(sawOf('manifest')).toMatchObject({ outcome: 'holds', says: ['Seen by w.'] })
  expect(sawOf('records')).toMatchObject({
    outcome: 'not_shown',
    says: ['Seen by w.', expect.stringMatching(/with the manifest in it, too few had seen/)],
  })
})

test('a result of which there is a record is not left out', () => {
  const parts = honestParts()
  parts.results = parts.results.slice(1)
  expect(checkIn(zipOf(filesOf(parts)), 'results')).toMatchObject({
    outcome: 'fails',
    says: [expect.stringMatching(/^The result of record .* is left out of results\.json\.$/)],
  })
})

test('signatures whose texts are not there are not called proved', () => {
  const parts = honestParts()
  parts.signed = new Map()
  expect(checkIn(zipOf(filesOf(parts)), 'signed')).toMatchObject({ outcome: 'not_shown' })
})

test('a proof cannot be listed as a part of the body, where its bytes would be read by nobody', () => {
  const hidden = [proofPaths.policy, 'something else'] as const
  const body = [...bodyOf(honest), hidden].toSorted(([one], [other]) => byBytes(one, other))
  expect(checkIn(stripped(body), 'form')).toMatchObject({
    outcome: 'fails',
    says: [`${proofPaths.policy} is no part of the body.`],
  })
})

test('what is written to break the reader is wrong, and breaks nothing', () => {
  const nested = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`
  const notHex = canonicalJson([{ id: 'x', kind: 'result', entry: 'x', leaf: 'no hash' }])
  const erased = replaced(bodyPaths.erasedRecords, notHex)
  const own: Json = JSON.parse(String(honest.find(([path]) => path === manifestPath)?.[1]))
  const checkpoint = isJsonObject(own) ? own['checkpoint'] : null
  if (!isJsonObject(checkpoint)) throw new Error('no checkpoint')
  const rest = honest.slice(bodyOf(honest).length + 1).map(
    ([path, text]) =>
      // A proof more, for the record that was erased.
      [path, path === proofPaths.records ? `${firstLine(text)}${String(text)}` : text] as const,
  )
  const manifest = [manifestPath, manifestText(erased, checkpoint)] as const
  for (const pack of [
    stripped(replaced(bodyPaths.records, `${nested}\n`)),
    zipOf([...erased, manifest, ...rest]),
  ]) {
    expect(verifyPack(pack, policy).isSound).toBe(false)
    expect(verifyPack(pack).isSound).toBe(false)
  }
})

const firstLine = (text: string | Uint8Array) => `${String(text).split('\n')[0]}\n`

test('more files than a zip can count are refused', () => {
  const headers = Array.from({ length: zipLimits.files + 1 }, (_, at) =>
    localHeader({ path: String(at), bytes: 0, crc32: 0 }),
  )
  expect(readZip(Buffer.concat(headers))).toMatchObject({
    ...{ ok: false, where: { what: 'more files than a pack has' } },
  })
})
