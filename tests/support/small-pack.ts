import { hexToBytes, bytesToHex } from '@noble/hashes/utils.js'
import { canonicalJson, type Json, type JsonObject } from '#lib/core/canonical-json'
import { evaluateUser } from '#lib/core/evaluate'
import { crc32 } from '#lib/core/pack/crc32'
import { bodyPaths, byBytes, manifestPath, proofPaths } from '#lib/core/pack/layout'
import { readingPath, signedTextPath } from '#lib/core/pack/layout'
import { recordProofLine } from '#lib/core/pack/record-proof'
import { rulesAt } from '#lib/core/pack/published-rules'
import { centralDirectory, localHeader } from '#lib/core/pack/zip-format'
import { profileLabel } from '#lib/core/profiles/profile-label'
import { evidenceHashes, sha256Hex } from '#lib/core/sha256'
import { signCheckpoint } from '#lib/core/transparency/checkpoint'
import { cosign } from '#lib/core/transparency/cosignature'
import { hashLines } from '#lib/core/transparency/hash-lines'
import { leafHash, rootOf, type Hash } from '#lib/core/transparency/merkle'
import { consistencyRanges, inclusionRanges, proofOf } from '#lib/core/transparency/merkle-proofs'
import {
  signatureTypes,
  verifierKeyOf,
  verifierKeyText,
  type SignerKey,
} from '#lib/core/transparency/note-keys'
import { signatureLine } from '#lib/core/transparency/signed-note'
import { tlogProofText } from '#lib/core/transparency/tlog-proof'

/** A pack that is made by nothing but the formats, so that a test can make it wrong in one place. */
export type Parts = {
  /** Facts, each of which becomes a record with its salt. */
  facts: JsonObject[]
  /** Rows of results.json, without the record that they name: by their order that of the fact. */
  results: JsonObject[]
  /** Bodies that Zoom answered with, by their SHA-256. */
  readings: Map<string, string>
  checks: JsonObject
  rules: JsonObject
  signed: Map<string, string>
  key: SignerKey
  /** Entries of others, before these and behind them. */
  before: string[]
  behind: string[]
  /** Who cosigns the tree of the records, and the later one with the manifest. */
  witness?: { key: SignerKey; saw: 'records' | 'manifest' }
}

const id = (last: number) => `00000000-0000-4000-8000-${String(last).padStart(12, '0')}`
const at = '2026-11-20T10:00:06.000Z'
const noRules = { sources: [], publications: [] }

/** A log's secret key that is known to all, for these packs. */
export const keyOf = (name: string, byte: number): SignerKey => ({
  ...{ name, type: signatureTypes.ed25519 },
  seed: new Uint8Array(32).fill(byte),
})

export const vkeyOf = (key: SignerKey) => verifierKeyText(verifierKeyOf(key))

/** Two rules judged from one reading by the built-in rules, and one policy that was signed. */
export function honestParts(): Parts {
  const body = { in_meeting: { chat: true }, schedule_meeting: { join_before_host: true } }
  const reading = canonicalJson(body)
  const hash = sha256Hex(reading)
  const profile = rulesAt(noRules, new Date(at))
  const judged = evaluateUser(profile, { user_settings: { read: true, body } })
    .filter(({ result }) => result === 'met' || result === 'not_met')
    .slice(0, 2)
  const shared = { profile: profileLabel(profile), proof: 'checked', statement: null }
  const moments = { valid_from: at, recorded_at: at }
  const facts = judged.map(({ control, version, level, result, reason = null }) => ({
    ...{ ...shared, ...moments, control, control_version: version, level, result, reason },
    ...{ kind: 'result', audit: id(1), coach: id(2), connection: id(3), readings: [hash] },
    ...{ subject: id(3), subject_kind: 'user' },
  }))
  const results = judged.map(({ control, version, level, result, reason = null, because }) => ({
    ...{ ...shared, ...moments, control, version, level, result, reason, because },
    ...{ subject: { kind: 'user', id: id(3) }, coach: id(2), check: id(1) },
  }))
  const text = '# Coaching online\n\nTwo adults in every session.\n'
  const signOff = {
    ...{ kind: 'sign_off', title: 'Coaching online', signed_at: at, sha256: sha256Hex(text) },
    recorded_at: at,
  }
  return {
    facts: [...facts, signOff],
    results,
    readings: new Map([[hash, reading]]),
    checks: {
      bodies: [
        {
          ...{ check: id(1), body: 'user_settings', subject: id(3), reading: hash },
          could_not_check: null,
        },
      ],
    },
    rules: noRules,
    signed: new Map([[sha256Hex(text), text]]),
    key: keyOf('log.example/one', 7),
    before: ['a', 'b', 'c'].map((each) => sha256Hex(each)),
    behind: ['d', 'e'].map((each) => sha256Hex(each)),
  }
}

export type Files = (readonly [path: string, content: string | Uint8Array])[]

const hashAtOf = (leaves: readonly Hash[]) => (node: { level: number; index: number }) => {
  const width = 2 ** node.level
  return rootOf(leaves.slice(node.index * width, (node.index + 1) * width))
}

const name = 'pack-hartley-2026-11-01-2026-11-20'

/** All files of the pack as its makers, who hold the log's key, would write them. */
export function filesOf(parts: Parts): Files {
  const { key } = parts
  const lines = parts.facts.map((fact, index) =>
    canonicalJson({ ...fact, salt: String(index).padStart(32, '0') }),
  )
  const hashes = lines.map((line, index) => ({ id: id(100 + index), ...evidenceHashes(line) }))
  const body: Files = [
    [bodyPaths.records, lines.map((line) => `${line}\n`).join('')],
    [bodyPaths.recordHashes, canonicalJson(hashes)],
    [bodyPaths.erasedRecords, '[]'],
    [
      bodyPaths.results,
      canonicalJson(parts.results.map((row, index) => ({ ...row, record: id(100 + index) }))),
    ],
    [bodyPaths.checks, canonicalJson(parts.checks)],
    [bodyPaths.rules, canonicalJson(parts.rules)],
    ...[...parts.readings].map(([hash, text]) => [readingPath(hash), text] as const),
    ...[...parts.signed].map(([hash, text]) => [signedTextPath(hash, 'md'), text] as const),
  ]
  const sorted = body.toSorted(([one], [other]) => byBytes(one, other))
  const pinned = [...parts.before, ...hashes.map(({ entry }) => entry)]
  const leavesOf = (entries: readonly string[]) => entries.map((each) => leafHash(hexToBytes(each)))
  const [leaves, origin] = [leavesOf(pinned), key.name]
  const [size, root] = [leaves.length, rootOf(leaves)]
  const manifest = manifestText(sorted, { origin, size, root: bytesToHex(root) })
  const { witness } = parts
  const quorum = witness ? `witness w ${vkeyOf(witness.key)}\nquorum w\n` : 'quorum none\n'
  const policy = `log ${vkeyOf(key)}\n${quorum}`
  const seen = (of: 'records' | 'manifest', note: string) =>
    witness?.saw === of ? note + cosigned(note, witness.key) : note
  const record = canonicalJson({
    ...{ kind: 'pack', manifest_sha256: sha256Hex(manifest), policy_sha256: sha256Hex(policy) },
    ...{ recorded_at: at, salt: 'f'.repeat(32) },
  })
  const all = leavesOf([...pinned, ...parts.behind, evidenceHashes(record).entry])
  const newest = { origin, size: all.length, root: rootOf(all), extensions: [] }
  const index = all.length - 1
  const proofs = hashes.map((_, each) => {
    const place = parts.before.length + each
    const proof = proofOf(inclusionRanges(place, size), hashAtOf(leaves))
    return `${recordProofLine({ index: place, hashes: proof.map(bytesToHex) })}\n`
  })
  return [
    ...sorted,
    [manifestPath, manifest],
    [
      proofPaths.checkpoint,
      seen('records', signCheckpoint({ origin, size, root, extensions: [] }, key)),
    ],
    [
      proofPaths.consistency,
      hashLines(proofOf(consistencyRanges(size, all.length), hashAtOf(all))),
    ],
    [proofPaths.manifestRecord, record],
    [
      proofPaths.manifestProof,
      tlogProofText({
        ...{ extra: null, index, checkpoint: seen('manifest', signCheckpoint(newest, key)) },
        hashes: proofOf(inclusionRanges(index, all.length), hashAtOf(all)),
      }),
    ],
    [proofPaths.policy, policy],
    [proofPaths.records, proofs.join('')],
  ]
}

const cosigned = (note: string, key: SignerKey) =>
  signatureLine(cosign(note.slice(0, note.lastIndexOf('\n\n') + 1), 1_795_600_000, key))

const bytesOf = (content: string | Uint8Array) =>
  typeof content === 'string' ? new TextEncoder().encode(content) : content

/** The manifest that lists these files, with their hashes worked out. */
export function manifestText(files: Files, checkpoint: JsonObject | null): string {
  const manifest: Json = {
    ...{ manifest_version: 2, generator: 'touchline', name, checkpoint },
    organisation: { id: id(9), name: 'Hartley Gymnastics' },
    period: { from: '2026-11-01T00:00:00.000Z', until: '2026-11-21T00:00:00.000Z' },
    ...{ profiles: [], failures: [], does_not_show: ['Who took part.'] },
    checks: { due: 1, ran: 1, complete: 1, days_without_a_complete_check: 0 },
    files: files.map(([path, content]) => ({
      ...{ path, bytes: bytesOf(content).length, sha256: sha256Hex(bytesOf(content)) },
      ...{ media_type: 'application/octet-stream', role: 'part' },
    })),
  }
  return canonicalJson(manifest)
}

/** The files as a zip in the one form, under the pack's folder. */
export function zipOf(files: Files): Uint8Array {
  const entries = files.map(([path, content]) => {
    const bytes = bytesOf(content)
    const entry = { path: `${name}/${path}`, bytes: bytes.length, crc32: crc32(bytes) }
    return { entry, bytes }
  })
  const parts = entries.flatMap(({ entry, bytes }) => [localHeader(entry), bytes])
  return new Uint8Array(
    Buffer.concat([...parts, centralDirectory(entries.map(({ entry }) => entry))]),
  )
}
