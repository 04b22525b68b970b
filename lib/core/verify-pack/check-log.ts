import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { z } from 'zod'
import { bodyPaths, manifestPath, proofPaths } from '../pack/layout'
import { parseRecordProof } from '../pack/record-proof'
import { parsedJson } from '../parsed-json'
import { evidenceHashes, sha256Hex } from '../sha256'
import { openSignedCheckpoint, type SignedCheckpoint } from '../transparency/check-checkpoint'
import { parseCheckpoint } from '../transparency/checkpoint'
import { parseHashLines } from '../transparency/hash-lines'
import { verifyConsistency, verifyInclusion } from '../transparency/merkle-proofs'
import { noteText } from '../transparency/signed-note'
import { policyTrouble } from '../transparency/policy-trouble'
import { meetsQuorum, parsePolicy, type TlogPolicy } from '../transparency/tlog-policy'
import { parseTlogProof } from '../transparency/tlog-proof'
import type { OpenPack } from './open-pack'
import { erasedRecords, linesOf, type EvidenceRecord } from './records'
import { checkOf, many, notShown, type Check } from './report'

/** Whom the one who checks believes: lines of C2SP's tlog-policy of their own, or those in the pack. */
type Trust = { readonly policy: TlogPolicy; readonly isOwn: boolean }

const noLog = 'When this pack was made there was no public log.'

/** That every record stands in the tree that the body is pinned to. */
export function checkRecords(pack: OpenPack, records: readonly EvidenceRecord[]): Check {
  const { checkpoint } = pack.manifest
  if (!checkpoint) return notShown('records', noLog)
  const lines = linesOf(pack.text(proofPaths.records))
  const erased = erasedRecords(pack)
  const leaves = [...records, ...erased].map(({ leaf }) => leaf)
  const wrong = leaves.flatMap((leaf, at) => {
    const proof = parseRecordProof(lines[at] ?? '')
    const what = at < records.length ? `Line ${at + 1} of ${bodyPaths.records}` : 'An erased record'
    if (!proof) return [`${what} has no proof that can be read.`]
    const { index, hashes } = proof
    const claim = { index, size: checkpoint.size, leaf: hexToBytes(leaf) }
    const rest = {
      proof: hashes.map((hash) => hexToBytes(hash)),
      root: hexToBytes(checkpoint.root),
    }
    return verifyInclusion({ ...claim, ...rest }).ok ? [] : [`${what} is not in the log’s tree.`]
  })
  if (lines.length > leaves.length) wrong.push(`${proofPaths.records} has lines of no record.`)
  return checkOf('records', wrong, [
    `${many(records.length, 'record')}, each in the log’s tree of ${checkpoint.size} entries.`,
    ...(erased.length === 0
      ? []
      : [
          `${many(erased.length, 'record')} more had their text erased: that they were there is proved, and not what they said.`,
        ]),
  ])
}

/** Who signed the tree; who else saw it; and that the manifest itself stands in the log. */
export function checkLog(pack: OpenPack, given: string | null): Check[] {
  const { checkpoint } = pack.manifest
  if (!checkpoint) {
    const open = (['witnesses', 'manifest'] as const).map((name) => notShown(name, noLog))
    // Or else whoever takes the proofs out of a pack could change the rest at will.
    const unsigned = given === null ? notShown('checkpoint', noLog) : unsignedCheck
    return [unsigned, ...open]
  }
  const own = given === null ? null : parsePolicy(given)
  if (own && !own.ok) {
    const wrong = `Your own list of keys cannot be used: ${policyTrouble(own)}.`
    return [checkOf('checkpoint', [wrong], [])]
  }
  const packs = parsePolicy(pack.text(proofPaths.policy) ?? '')
  if (!packs.ok) return [checkOf('checkpoint', [`${proofPaths.policy} cannot be read.`], [])]
  const trust: Trust = { policy: own?.value ?? packs.value, isOwn: own !== null }
  const proof = parseTlogProof(pack.text(proofPaths.manifestProof) ?? '')
  const notes = [pack.text(proofPaths.checkpoint) ?? '', proof.ok ? proof.value.checkpoint : '']
  const opened = notes.map((note) => openedBy(note, trust.policy, packs.value))
  const [pinned, newest] = opened
  if (!pinned?.signed || !newest?.signed) {
    const wrong = opened.flatMap((each) => each.wrong)
    return [checkOf('checkpoint', wrong, [])]
  }
  return [
    checkpointCheck(pack, pinned, newest, trust),
    witnessCheck(pinned.signed, newest.signed, trust),
    manifestCheck(pack, pinned.signed, newest.signed),
  ]
}

const unsignedCheck = checkOf(
  'checkpoint',
  ['You brought a list of keys, and no log has signed this pack.'],
  [],
)

type Opened = { readonly signed: SignedCheckpoint | null; readonly wrong: string[] }

/** Opened by who is believed; and every line of it known to the pack, so that none can be changed. */
function openedBy(text: string, believed: TlogPolicy, packs: TlogPolicy): Opened {
  const read = parseCheckpoint(text)
  if (!read.ok || noteText(read.value.note) !== text) {
    return { signed: null, wrong: ['A checkpoint in the pack cannot be read.'] }
  }
  const byPack = openSignedCheckpoint(text, packs)
  const known = byPack.ok ? byPack.value.signedBy.length + byPack.value.cosignedBy.length : 0
  if (!byPack.ok || known !== read.value.note.signatures.length) {
    return {
      signed: null,
      wrong: ['A signature on a checkpoint is not of a key that the pack names.'],
    }
  }
  const opened = openSignedCheckpoint(text, believed)
  return opened.ok
    ? { signed: opened.value, wrong: [] }
    : {
        signed: null,
        wrong: [faults[opened.fault] ?? 'A checkpoint is not signed by a key you believe.'],
      }
}

const faults: Readonly<Record<string, string>> = {
  unknown_log: 'The log that signed is none that you believe.',
  no_known_key: 'The key that signed is none that you believe.',
  bad_signature: 'A signature is not of the key that it names.',
}

function checkpointCheck(pack: OpenPack, pinned: Opened, newest: Opened, trust: Trust): Check {
  const { checkpoint } = pack.manifest
  const [one, other] = [pinned.signed?.checkpoint, newest.signed?.checkpoint]
  const wrong: string[] = []
  if (!one || !other || !checkpoint) return notShown('checkpoint', noLog)
  const isSame =
    one.origin === checkpoint.origin &&
    one.size === checkpoint.size &&
    bytesToHex(one.root) === checkpoint.root
  if (!isSame) wrong.push('The signed checkpoint is not the one that the manifest names.')
  const hashes = parseHashLines(linesOf(pack.text(proofPaths.consistency)))
  const goesOn =
    hashes &&
    other.origin === one.origin &&
    verifyConsistency({
      ...{ oldSize: one.size, newSize: other.size, oldRoot: one.root, newRoot: other.root },
      proof: hashes,
    }).ok
  if (!goesOn)
    wrong.push('The log does not go on from the tree that the body is pinned to: a fork.')
  return checkOf('checkpoint', wrong, [
    `The log “${one.origin}” signed its tree of ${one.size} entries, and later one of ${other.size} that begins with all of it.`,
    trust.isOwn
      ? 'By the keys that you brought.'
      : 'By the keys that the pack itself names: compare them with a list that you had from elsewhere.',
  ])
}

/**
 * The newer tree begins with all of the older one, so that who saw it saw both. Who only saw the older
 * one knows nothing of the manifest: a log that forked afterwards could have given another.
 */
function witnessCheck(pinned: SignedCheckpoint, newest: SignedCheckpoint, trust: Trust): Check {
  const { policy } = trust
  if (policy.quorum === null) {
    return notShown('witnesses', 'No witness is asked for by the list of keys that was used.')
  }
  const sawManifest = new Set(newest.cosignedBy.map(({ witness }) => witness.name))
  const seenBy = new Set([...pinned.cosignedBy.map(({ witness }) => witness.name), ...sawManifest])
  if (!meetsQuorum(policy, seenBy)) {
    return checkOf('witnesses', ['Too few of the witnesses that are asked for saw this tree.'], [])
  }
  const seen = `Seen by ${[...seenBy].toSorted().join(', ')}.`
  const ownWords = trust.isOwn
    ? []
    : ['That is whom the pack itself calls so: compare their keys with a list of your own.']
  if (meetsQuorum(policy, sawManifest)) return checkOf('witnesses', [], [seen, ...ownWords])
  return {
    ...notShown('witnesses', seen),
    says: [seen, onlyRecords(newest.checkpoint.size), ...ownWords],
  }
}

const onlyRecords = (size: number) =>
  `That is the tree of the records. The later one of ${size} entries, with the manifest in it, too few had seen when the pack was made: ask the log how it went on from there.`

const manifestRecord = z.object({
  kind: z.literal('pack'),
  manifest_sha256: z.string(),
  policy_sha256: z.string(),
})

function manifestCheck(pack: OpenPack, pinned: SignedCheckpoint, newest: SignedCheckpoint): Check {
  const text = pack.text(proofPaths.manifestRecord) ?? ''
  const record = manifestRecord.safeParse(parsedJson(text))
  const proof = parseTlogProof(pack.text(proofPaths.manifestProof) ?? '')
  const wrong: string[] = []
  const hashOf = (path: string) => sha256Hex(pack.files.get(path) ?? new Uint8Array())
  if (!record.success) wrong.push('The record of the manifest cannot be read.')
  else {
    if (record.data.manifest_sha256 !== hashOf(manifestPath)) {
      wrong.push('The log has another manifest of this pack.')
    }
    if (record.data.policy_sha256 !== hashOf(proofPaths.policy)) {
      wrong.push(`${proofPaths.policy} is not the one that the pack was made with.`)
    }
  }
  const { size, root } = newest.checkpoint
  const included =
    proof.ok &&
    proof.value.extra === null &&
    proof.value.index >= pinned.checkpoint.size &&
    verifyInclusion({
      ...{ index: proof.value.index, size, root, proof: proof.value.hashes },
      leaf: hexToBytes(evidenceHashes(text).leaf),
    }).ok
  if (!included) wrong.push('The record of the manifest is not in the log.')
  return checkOf('manifest', wrong, [
    `The manifest, and so every byte of the pack, stands in the log, before its entry ${size}.`,
  ])
}
