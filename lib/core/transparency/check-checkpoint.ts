import { parseCheckpoint, type CheckpointFault, type ReadCheckpoint } from './checkpoint'
import { cosignatureTime, cosignatureVerifier } from './cosignature'
import { ed25519Verifier, type VerifierKey } from './note-keys'
import { bad, good, type Outcome } from './outcome'
import { verifyNote } from './signed-note'
import { meetsQuorum, type PolicyWitness, type TlogPolicy } from './tlog-policy'

/** A witness of the policy that cosigned a checkpoint, and when, in seconds since 1970. */
export type Cosigned = { readonly witness: PolicyWitness; readonly time: number }

/** A checkpoint that a log of the policy signed, and who else had seen it. */
export type SignedCheckpoint = ReadCheckpoint & {
  readonly signedBy: readonly VerifierKey[]
  readonly cosignedBy: readonly Cosigned[]
}

/**
 * Verifies every signature of the policy's keys on a checkpoint: the log's, which must be there, and
 * the witnesses'. It does not ask whether these are enough; `checkCheckpoint` does.
 */
export function openSignedCheckpoint(
  input: string | Uint8Array,
  policy: TlogPolicy,
): Outcome<SignedCheckpoint, CheckpointFault> {
  const read = parseCheckpoint(input)
  if (!read.ok) return read
  const { note, checkpoint } = read.value
  const logs = policy.logs.map(({ key }) => key).filter(({ name }) => name === checkpoint.origin)
  if (logs.length === 0) return bad('unknown_log')
  const byLog = verifyNote(note, logs.map(ed25519Verifier))
  if (!byLog.ok) return byLog
  const signedBy = new Set(byLog.value.map(({ verifier }) => verifier.key))
  const cosignedBy: Cosigned[] = []
  for (const witness of policy.witnesses) {
    const byWitness = verifyNote(note, [cosignatureVerifier(witness.key)])
    if (!byWitness.ok && byWitness.fault === 'bad_signature') return byWitness
    const times = byWitness.ok ? byWitness.value.map((each) => cosignatureTime(each.signature)) : []
    const time = Math.max(...times.filter((each) => each !== null))
    if (times.length > 0) cosignedBy.push({ witness, time })
  }
  return good({ ...read.value, signedBy: [...signedBy], cosignedBy })
}

/** Says whether a checkpoint is to be believed: the log's signature, and witnesses enough. */
export function checkCheckpoint(
  input: string | Uint8Array,
  policy: TlogPolicy,
): Outcome<SignedCheckpoint, CheckpointFault | 'quorum_not_met'> {
  const opened = openSignedCheckpoint(input, policy)
  if (!opened.ok) return opened
  const seenBy = new Set(opened.value.cosignedBy.map(({ witness }) => witness.name))
  return meetsQuorum(policy, seenBy) ? opened : bad('quorum_not_met')
}
