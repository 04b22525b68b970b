import { bytesToHex } from '@noble/hashes/utils.js'
import { utf8Text } from '../utf8-text'
import { fromDecimal } from './decimal'
import { parseVerifierKey, signatureTypes, type SignatureType, type VerifierKey } from './note-keys'

/**
 * Whom to believe (https://c2sp.org/tlog-policy): the logs, the witnesses, and how many witnesses of
 * which groups have to have seen a checkpoint before it counts.
 */
export type TlogPolicy = {
  readonly logs: readonly PolicyLog[]
  readonly witnesses: readonly PolicyWitness[]
  readonly groups: readonly PolicyGroup[]
  /** A witness's or a group's name. Null where no witness is needed. */
  readonly quorum: string | null
}
export type PolicyLog = { readonly key: VerifierKey; readonly url: string | null }
export type PolicyWitness = {
  /** What the policy calls it; the name in its signatures is the key's. */
  readonly name: string
  readonly key: VerifierKey
  readonly url: string | null
}
export type PolicyGroup = {
  readonly name: string
  readonly needed: number
  readonly members: readonly string[]
}

export type PolicyFault =
  | 'too_long'
  | 'forbidden_character'
  | 'malformed_line'
  | 'malformed_key'
  | 'same_key_twice'
  | 'name_taken'
  | 'unknown_name'
  | 'member_of_two'
  | 'quorum_twice'
  | 'no_quorum'

/** A policy, or why it is none and on which line, counted from 1; 0 where it is the whole. */
export type ReadPolicy =
  | { readonly ok: true; readonly value: TlogPolicy }
  | { readonly ok: false; readonly fault: PolicyFault; readonly line: number }

/** Many times the 32 logs, witnesses and groups that the specification asks for. */
const charactersMax = 200_000

type Draft = {
  logs: PolicyLog[]
  witnesses: PolicyWitness[]
  groups: PolicyGroup[]
  quorum: string | null | undefined
}

/** Reads a policy strictly: one that cannot be meant as it stands is refused, not guessed at. */
export function parsePolicy(input: string | Uint8Array): ReadPolicy {
  const text = typeof input === 'string' ? input : fromOctets(input)
  if (text.length > charactersMax) return { ok: false, fault: 'too_long', line: 0 }
  const draft: Draft = { logs: [], witnesses: [], groups: [], quorum: undefined }
  const lines = text.split('\n')
  // Each line ends in a newline: what stands behind the last one was cut off.
  const cut = lines.pop()
  for (const [at, line] of lines.entries()) {
    const fault = readLine(draft, line)
    if (fault) return { ok: false, fault, line: at + 1 }
  }
  if (cut !== '') return { ok: false, fault: 'malformed_line', line: lines.length + 1 }
  const { quorum } = draft
  if (quorum === undefined) return { ok: false, fault: 'no_quorum', line: 0 }
  return { ok: true, value: { ...draft, quorum } }
}

/** True where these witnesses, by the policy's names, are as many as it needs. */
export function meetsQuorum(policy: TlogPolicy, seenBy: ReadonlySet<string>): boolean {
  // Groups name only what stands above them, so one pass from the top settles each.
  const settled = new Set(seenBy)
  for (const { name, needed, members } of policy.groups) {
    if (members.filter((member) => settled.has(member)).length >= needed) settled.add(name)
  }
  return policy.quorum === null || settled.has(policy.quorum)
}

function readLine(draft: Draft, line: string): PolicyFault | null {
  if (Array.from(line).some((each) => (each < ' ' && each !== '\t') || each === '\u007f')) {
    return 'forbidden_character'
  }
  // Only these two are white space here: another kind is part of a name.
  const words = line.split(/[ \t]+/).filter((word) => word !== '')
  const [keyword = '#', ...rest] = words
  if (keyword.startsWith('#')) return null
  if (keyword === 'log') return readLog(draft, rest)
  if (keyword === 'witness') return readWitness(draft, rest)
  if (keyword === 'group') return readGroup(draft, rest)
  if (keyword === 'quorum') return readQuorum(draft, rest)
  return 'malformed_line'
}

function readLog(draft: Draft, words: string[]): PolicyFault | null {
  const [vkey, url = null, ...more] = words
  if (vkey === undefined || more.length > 0) return 'malformed_line'
  const key = keyOfType(vkey, signatureTypes.ed25519)
  if (!key) return 'malformed_key'
  if (draft.logs.some((log) => isSameKey(log.key, key))) return 'same_key_twice'
  draft.logs.push({ key, url })
  return null
}

function readWitness(draft: Draft, words: string[]): PolicyFault | null {
  const [name, vkey, url = null, ...more] = words
  if (name === undefined || vkey === undefined || more.length > 0) return 'malformed_line'
  const key = keyOfType(vkey, signatureTypes.cosignature)
  if (!key) return 'malformed_key'
  if (isDefined(draft, name)) return 'name_taken'
  if (draft.witnesses.some((witness) => isSameKey(witness.key, key))) return 'same_key_twice'
  draft.witnesses.push({ name, key, url })
  return null
}

function readGroup(draft: Draft, [name, many, ...members]: string[]): PolicyFault | null {
  if (name === undefined || many === undefined || members.length === 0) return 'malformed_line'
  const needed = many === 'all' ? members.length : many === 'any' ? 1 : fromDecimal(many)
  if (needed === null || needed < 1 || needed > members.length) return 'malformed_line'
  if (isDefined(draft, name)) return 'name_taken'
  if (members.some((member) => member === 'none' || !isDefined(draft, member))) {
    return 'unknown_name'
  }
  // A witness that counted in two places would be two witnesses.
  const taken = draft.groups.flatMap((group) => group.members)
  if (new Set([...taken, ...members]).size < taken.length + members.length) return 'member_of_two'
  draft.groups.push({ name, needed, members })
  return null
}

function readQuorum(draft: Draft, [name, ...more]: string[]): PolicyFault | null {
  if (name === undefined || more.length > 0) return 'malformed_line'
  if (draft.quorum !== undefined) return 'quorum_twice'
  if (!isDefined(draft, name)) return 'unknown_name'
  draft.quorum = name === 'none' ? null : name
  return null
}

function keyOfType(vkey: string, type: SignatureType): VerifierKey | null {
  const key = parseVerifierKey(vkey)
  return key.ok && key.value.type === type ? key.value : null
}

function isDefined(draft: Draft, name: string): boolean {
  return name === 'none' || [...draft.witnesses, ...draft.groups].some((each) => each.name === name)
}

/** The same key under another name is still the same key. */
function isSameKey(one: VerifierKey, other: VerifierKey): boolean {
  return bytesToHex(one.publicKey) === bytesToHex(other.publicKey)
}

/** A policy is octets. Where they are no UTF-8, each stands for itself, so that none are confused. */
function fromOctets(bytes: Uint8Array): string {
  return utf8Text(bytes) ?? Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
}
