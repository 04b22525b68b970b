import { notInArray } from 'drizzle-orm'
import { inNoTenant } from '#db/tenant'
import { asked, cosignatures } from '#db/schema/log'
import { AppError } from '../core/errors'
import { policyTrouble } from '../core/transparency/policy-trouble'
import { parsePolicy } from '../core/transparency/tlog-policy'
import { sequencerPool } from '../database/pools'
import { askWitness, type AskedWitness, type WitnessAnswer } from '../witness/ask-witness'
import { isLeftAlone, readAsked, writeAsked } from './asked-others'
import { latestCheckpoint, type SignedCheckpoint } from './checkpoints'
import { sizeOf } from './goes-on'
import { consistencyProof } from './proofs'
import { witnessPolicy } from './public-policy'

/** Those who are to see every checkpoint, by the name that the policy gives them. */
export type Witness = AskedWitness & { readonly name: string }

/** The witnesses of LOG_POLICY_FILE that have an address. Throws `not_configured` where it is wrong. */
export async function witnessesOfSettings(): Promise<Witness[]> {
  const policy = parsePolicy(await witnessPolicy())
  if (!policy.ok) {
    const trouble = policyTrouble(policy)
    throw new AppError('not_configured', `The file that LOG_POLICY_FILE names: ${trouble}.`)
  }
  return policy.value.witnesses.flatMap(({ name, key, url }) =>
    url === null ? [] : [{ name, key, url }],
  )
}

/**
 * Asks each witness to cosign the newest checkpoint, once. `anew` asks those as well who did: a
 * witness that has seen more says so, and nothing is signed until the database has as much. Who
 * fails is left alone for a while. Returns how many cosignatures came.
 */
export async function askWitnesses(
  now: Date,
  witnesses: readonly Witness[],
  { anew = false } = {},
): Promise<number> {
  const newest = await inNoTenant(sequencerPool(), async (tx) => {
    // Who is no longer a witness has no say in what was seen.
    await tx
      .update(asked)
      .set({ seenSize: null })
      .where(notInArray(asked.who, ['', ...witnesses.map(({ name }) => name)]))
    return latestCheckpoint(tx)
  })
  // A witness has nothing to sign of an empty log.
  if (!newest || newest.size === 0) return 0
  const cosigned = new Set(newest.cosignatures.map(({ witness }) => witness))
  const wanted = witnesses.filter(({ name }) => anew || !cosigned.has(name))
  const came = await Promise.all(wanted.map((each) => askOne(now, each, newest)))
  return came.filter(Boolean).length
}

async function askOne(now: Date, witness: Witness, newest: SignedCheckpoint): Promise<boolean> {
  const before = await inNoTenant(sequencerPool(), (tx) => readAsked(tx, witness.name))
  if (isLeftAlone(before, now)) return false
  let answer = await ask(now, witness, newest, before?.seenSize ?? 0)
  if (!answer.ok && answer.fault === 'other_size' && answer.size <= newest.size) {
    answer = await ask(now, witness, newest, answer.size)
  }
  return inNoTenant(sequencerPool(), async (tx) => {
    if (!answer.ok) {
      // It may have seen more than this checkpoint, and not more than there is.
      const seen = answer.fault === 'other_size' ? { seenSize: answer.size } : {}
      const isNewer = answer.fault === 'other_size' && answer.size <= (await sizeOf(tx))
      await writeAsked(tx, ofWitness(witness), { failure: wordsOf(answer, isNewer), ...seen }, now)
      return false
    }
    const line = { witness: witness.name, line: answer.lines, receivedAt: now }
    await tx
      .insert(cosignatures)
      .values({ size: newest.size, ...line })
      .onConflictDoNothing()
    const done = { failure: null, doneSize: newest.size, seenSize: newest.size } as const
    await writeAsked(tx, ofWitness(witness), done, now)
    return true
  })
}

const ofWitness = ({ name, url }: Witness) => ({ who: name, url })

async function ask(
  now: Date,
  witness: Witness,
  { note, size }: SignedCheckpoint,
  seen: number,
): Promise<WitnessAnswer> {
  const oldSize = Math.min(seen, size)
  const proof = await inNoTenant(sequencerPool(), (tx) => consistencyProof(tx, oldSize, size))
  return askWitness(witness, { oldSize, proof, checkpoint: note }, { now })
}

const faultWords = {
  malformed_answer: 'Its answer is not written as a witness’s is, or is of a time to come.',
  bad_signature: 'A signature in its answer is not of the key that it names.',
  no_known_key: 'Its answer is not signed by the key that we have of it.',
} as const

function wordsOf(answer: Exclude<WitnessAnswer, { ok: true }>, isNewer: boolean): string {
  if (answer.fault === 'refused') return `It refused (${answer.status}).`
  if (answer.fault === 'unreachable') return 'It did not answer.'
  if (answer.fault !== 'other_size') return faultWords[answer.fault]
  return isNewer
    ? `It has seen ${answer.size} entries already.`
    : `It has seen ${answer.size} entries, which is more than there are here.`
}
