/**
 * What a pack is made of. Its body is everything that the manifest lists, in the order of the bytes of
 * the paths; then comes the manifest; then what proves it, which cannot be in what it proves.
 */
export const manifestPath = 'manifest.json'

/** Beside the body, in this order. Each is read and written again, so that no byte of it is unseen. */
export const proofPaths = {
  /** The log's checkpoint that the body is pinned to, with its signatures. */
  checkpoint: 'proofs/checkpoint',
  /** How that checkpoint goes on to the one in the manifest's proof: a hash a line. */
  consistency: 'proofs/consistency',
  /** The evidence record that names the manifest's hash. */
  manifestRecord: 'proofs/manifest-record.json',
  /** That this record stands in the log (C2SP tlog-proof). */
  manifestProof: 'proofs/manifest.tlog-proof',
  /** The log's own words on whom to believe. Whoever checks should bring theirs. */
  policy: 'proofs/policy',
  /** That each line of the records stands in the log, a line each. */
  records: 'proofs/records.jsonl',
} as const

/** The parts of the body that are checked by what they say, beside their hashes. */
export const bodyPaths = {
  records: 'records.jsonl',
  recordHashes: 'record-hashes.json',
  erasedRecords: 'erased-records.json',
  results: 'results.json',
  checks: 'checks.json',
  rules: 'rules/published.json',
} as const

/** A reading, named after its own SHA-256. */
export const readingPath = (hash: string) => `readings/${hash}.json`

/** The exact bytes that somebody signed for, named after their own SHA-256. */
export const signedTextPath = (hash: string, ending: 'md' | 'pdf' | 'txt') =>
  `signed/${hash}.${ending}`

/** By the bytes of their UTF-8: what sorts the same on every machine, whatever its language. */
export function byBytes(one: string, other: string): number {
  const [left, right] = [new TextEncoder().encode(one), new TextEncoder().encode(other)]
  const differs = left.findIndex((byte, index) => byte !== right[index])
  if (differs < 0) return left.length - right.length
  return (left[differs] ?? 0) - (right[differs] ?? -1)
}
