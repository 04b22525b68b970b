import yauzl from 'yauzl'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson, isJsonObject } from '#lib/core/canonical-json'
import { bodyPaths, manifestPath, proofPaths } from '#lib/core/pack/layout'
import { sha256Hex } from '#lib/core/sha256'
import { signCheckpoint } from '#lib/core/transparency/checkpoint'
import type { CheckName } from '#lib/core/verify-pack/report'
import { reportText } from '#lib/core/verify-pack/report-text'
import { verifyPack } from '#lib/core/verify-pack/verify-pack'
import {
  filesOf,
  honestParts,
  keyOf,
  manifestText,
  vkeyOf,
  zipOf,
  type Files,
  type Parts,
} from '../support/small-pack'

const honest = filesOf(honestParts())
const bytes = zipOf(honest)
const policy = `log ${vkeyOf(honestParts().key)}\nquorum none\n`

const failsOf = (pack: Uint8Array, own: string | null = policy): CheckName[] =>
  verifyPack(pack, own)
    .checks.filter(({ outcome }) => outcome === 'fails')
    .map(({ name }) => name)

test('an honest pack is sound, by the checker’s keys and by its own', () => {
  expect(failsOf(bytes)).toEqual([])
  expect(verifyPack(bytes, policy)).toMatchObject({ isSound: true })
  expect(
    verifyPack(bytes)
      .checks.flatMap(({ says }) => says)
      .join(' '),
  ).toMatch(/keys that the pack itself names/)
  expect(reportText(verifyPack(bytes, policy))).toMatch(
    /Nothing that could be checked in this pack is wrong/,
  )
})

test('its zip is one that others read', async () => {
  const zip = await yauzl.fromBufferPromise(Buffer.from(bytes), { lazyEntries: true })
  const names: string[] = []
  for await (const entry of zip.eachEntry()) names.push(entry.fileName)
  expect(names.map((each) => each.split('/').slice(1).join('/'))).toEqual(
    honest.map(([path]) => path),
  )
})

/** A changed content with the manifest's hashes and lengths made to fit: all but the log's key. */
const changed = (path: string, change: (text: string) => string): Files => {
  const files = honest.map(
    ([each, content]) => [each, each === path ? change(String(content)) : content] as const,
  )
  const end = files.findIndex(([each]) => each === manifestPath)
  const own = JSON.parse(String(honest[end]?.[1])) as { checkpoint: Record<string, string> }
  const manifest = manifestText(files.slice(0, end), own.checkpoint)
  return files.map(([each, content]) => [each, each === manifestPath ? manifest : content] as const)
}

const without = (path: string): Files => honest.filter(([each]) => each !== path)
const reading = honest.find(([path]) => path.startsWith('readings/'))?.[0] ?? ''
const textAt = (path: string) => String(honest.find(([each]) => each === path)?.[1])
const replace = (path: string, text: string): Files =>
  honest.map(([each, content]) => [each, each === path ? text : content] as const)

/** What its makers could do who hold the log's key, and make all hashes and signatures fit. */
function byMakers(change: (parts: Parts) => void): Uint8Array {
  const parts = honestParts()
  change(parts)
  return zipOf(filesOf(parts))
}

const turned = (row: Record<string, unknown>) => ({
  ...row,
  result: row['result'] === 'met' ? 'not_met' : 'met',
})

/** Each way to lie, and which check finds it. */
const lies: [string, CheckName, () => Uint8Array][] = [
  ['a file is taken out', 'form', () => zipOf(without(reading))],
  ['a file is added', 'form', () => zipOf([['extra.txt', 'x'], ...honest])],
  ['a file is renamed', 'form', () => zipOf(renamed(reading, 'readings/0.json'))],
  ['two files change places', 'form', () => zipOf(swapped())],
  ['a file stands twice', 'form', () => zipOf([honest[0] ?? ['', ''], ...honest])],
  ['something stands before the first file', 'form', () => joined([0x50], bytes)],
  ['something stands behind the end', 'form', () => joined(bytes, [0])],
  ['a proof is taken out', 'form', () => zipOf(without(proofPaths.checkpoint))],
  ['a reading is another', 'readings', () => zipOf(changed(reading, (text) => `${text} `))],
  ['the manifest fits the change', 'manifest', () => zipOf(changed(reading, (text) => `${text} `))],
  ['a record is taken out', 'records', () => zipOf(changed(bodyPaths.records, firstLineOff))],
  ['a record says something else', 'records', () => zipOf(changed(bodyPaths.records, salted))],
  [
    'a result differs from its record',
    'results',
    () => zipOf(changed(bodyPaths.results, turnedOver)),
  ],
  [
    'proofs of two records change places',
    'records',
    () => zipOf(replace(proofPaths.records, linesTurned(textAt(proofPaths.records)))),
  ],
  [
    'the checkpoint is rolled back',
    'checkpoint',
    () => zipOf(replace(proofPaths.checkpoint, older())),
  ],
  ['the log forked', 'checkpoint', () => zipOf(forked())],
  [
    'a stranger signed the checkpoint',
    'checkpoint',
    () => zipOf(replace(proofPaths.checkpoint, strangers())),
  ],
  [
    'the list of keys is another',
    'manifest',
    () => zipOf(replace(proofPaths.policy, `# mine\n${textAt(proofPaths.policy)}`)),
  ],
  [
    'the record of the manifest is another’s',
    'manifest',
    () =>
      zipOf(
        replace(
          proofPaths.manifestRecord,
          canonicalJson({
            kind: 'pack',
            manifest_sha256: sha256Hex(textAt(manifestPath)),
            policy_sha256: sha256Hex(policy),
          }),
        ),
      ),
  ],
  [
    'its makers turned a verdict and all its hashes',
    'verdicts',
    () =>
      byMakers((parts) => {
        parts.facts = parts.facts.map((fact) =>
          fact['kind'] === 'result' ? asJson(turned(fact)) : fact,
        )
        parts.results = parts.results.map((row) => asJson(turned(row)))
      }),
  ],
  [
    'its makers say other rules held',
    'verdicts',
    () =>
      byMakers((parts) => {
        const other = { profile: 'soft@1' }
        parts.facts = parts.facts.map((fact) =>
          fact['kind'] === 'result' ? { ...fact, ...other } : fact,
        )
        parts.results = parts.results.map((row) => ({ ...row, ...other }))
      }),
  ],
  [
    'its makers left out what was read',
    'verdicts',
    () =>
      byMakers((parts) => {
        parts.checks = { bodies: [] }
      }),
  ],
  [
    'its makers put another reading in its place',
    'verdicts',
    () =>
      byMakers((parts) => {
        const text = canonicalJson({ schedule_meeting: { join_before_host: false } })
        const hash = sha256Hex(text)
        const [old = ''] = parts.readings.keys()
        parts.readings = new Map([[hash, text]])
        const swap = (value: unknown) =>
          asJson(JSON.parse(JSON.stringify(value).replaceAll(old, hash)))
        parts.facts = parts.facts.map(swap)
        parts.checks = swap(parts.checks)
      }),
  ],
  [
    'its makers changed what was signed',
    'signed',
    () =>
      byMakers((parts) => {
        parts.signed = new Map([...parts.signed.keys()].map((hash) => [hash, 'Something else.']))
      }),
  ],
]

test.each(lies)('found: %s (%s)', (_what, name, lie) => {
  expect(failsOf(lie())).toContain(name)
})

describe('no witness that is asked for may be missing', () => {
  test('by the checker’s own list', () => {
    const witness = { ...keyOf('witness.example/w', 3), type: 4 as const }
    const own = `log ${vkeyOf(honestParts().key)}\nwitness w ${vkeyOf(witness)}\nquorum w\n`
    expect(failsOf(bytes, own)).toEqual(['witnesses'])
  })
})

test('whatever is given, it answers and does not throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.string(), (junk, own) => {
      expect(verifyPack(junk, own).isSound).toBe(false)
    }),
  )
  fc.assert(
    fc.property(fc.nat(honest.length - 1), fc.string(), (place, text) => {
      const files = honest.map(([path, own], at) => [path, at === place ? text : own] as const)
      expect(verifyPack(zipOf(files), policy).isSound).toBe(false)
    }),
  )
})

function joined(...parts: (Uint8Array | number[])[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part))))
}

const renamed = (from: string, to: string): Files =>
  honest.map(([path, content]) => [path === from ? to : path, content] as const)

function swapped(): Files {
  const [first, second, ...rest] = honest
  return [second ?? ['', ''], first ?? ['', ''], ...rest]
}

const firstLineOff = (text: string) => text.split('\n').slice(1).join('\n')
const salted = (text: string) => text.replace('"salt":"0', '"salt":"1')
const linesTurned = (text: string) => `${text.trim().split('\n').toReversed().join('\n')}\n`

function turnedOver(text: string): string {
  const rows = JSON.parse(text) as Record<string, unknown>[]
  return canonicalJson(rows.map((row) => asJson(turned(row))))
}

function asJson(value: unknown) {
  if (!isJsonObject(value)) throw new Error('not an object')
  return value
}

const { key } = honestParts()

/** A checkpoint of a smaller tree, well signed. */
const older = () =>
  signCheckpoint({ origin: key.name, size: 2, root: new Uint8Array(32), extensions: [] }, key)

/** The same tree, signed by somebody else in the log's name. */
const strangers = () =>
  textAt(proofPaths.checkpoint).replace(/— .*/, () => {
    const other = signCheckpoint(
      { origin: key.name, size: 6, root: new Uint8Array(32), extensions: [] },
      keyOf(key.name, 9),
    )
    return other.slice(other.lastIndexOf('—')).trimEnd()
  })

/** The body is pinned to one tree, and the manifest stands in another that does not go on from it. */
function forked(): Files {
  const other = filesOf({
    ...honestParts(),
    before: ['x', 'y', 'z'].map((each) => sha256Hex(each)),
  })
  const pinned = other.find(([path]) => path === proofPaths.checkpoint)?.[1] ?? ''
  return replace(proofPaths.checkpoint, String(pinned))
}
