import { bytesToHex } from '@noble/hashes/utils.js'
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { evidenceRecords } from '#db/schema/evidence'
import type { Tx } from '#db/tenant'
import { AppError } from '../core/errors'
import { proofPaths } from '../core/pack/layout'
import { recordProofLine } from '../core/pack/record-proof'
import { hashLines } from '../core/transparency/hash-lines'
import { parsePolicy } from '../core/transparency/tlog-policy'
import { tlogProofText } from '../core/transparency/tlog-proof'
import { query } from '../query'
import {
  checkpointOfSize,
  latestCheckpoint,
  type SignedCheckpoint,
} from '../transparency-log/checkpoints'
import { positionsOf } from '../transparency-log/positions'
import { consistencyProof, inclusionProofs } from '../transparency-log/proofs'
import type { WrittenBody } from './make-pack'
import type { PinnedTo } from './pin-checkpoint'
import type { ZipWriter } from './zip-writer'

type Sealed = Pick<WrittenBody, 'name' | 'recordIds'> & {
  readonly pinned: PinnedTo
  /** The evidence record that names the manifest. */
  readonly manifestRecordId: string
  readonly policy: string
}

/**
 * Writes what proves a pack, behind its body: that every record stands in the tree that the body is
 * pinned to, and that the manifest's own record stands in the log. Throws `unavailable`, and has written
 * nothing, where the log does not hold that one yet.
 */
export const writeProofs = query({
  permission: 'pack.work',
  input: z.object({ sealed: z.custom<Sealed>(), zip: z.custom<ZipWriter>() }),
  isolation: 'repeatable read',
  async run(tx, _ctx, { sealed, zip }) {
    const { name, pinned, manifestRecordId, recordIds, policy } = sealed
    const [checkpoint, newest] = [
      await checkpointOfSize(tx, pinned.size),
      await latestCheckpoint(tx),
    ]
    const index = (await positionsOf(tx, [manifestRecordId])).get(manifestRecordId)
    if (!checkpoint || !newest || index === undefined || index >= newest.size) {
      throw new AppError('unavailable', 'The log does not hold the manifest yet.')
    }
    const [hashes = []] = (await inclusionProofs(tx, [index], newest.size)).values()
    const [row] = await tx
      .select({ record: evidenceRecords.record })
      .from(evidenceRecords)
      .where(eq(evidenceRecords.id, manifestRecordId))
    const proof = { extra: null, index, hashes, checkpoint: noteFor(newest, policy) }
    const goesOn = await consistencyProof(tx, pinned.size, newest.size)
    const texts: [string, string][] = [
      [proofPaths.checkpoint, noteFor(checkpoint, policy)],
      [proofPaths.consistency, hashLines(goesOn)],
      [proofPaths.manifestRecord, row?.record ?? ''],
      [proofPaths.manifestProof, tlogProofText(proof)],
      [proofPaths.policy, policy],
    ]
    for (const [path, text] of texts) await zip.add(`${name}/${path}`, [Buffer.from(text)])
    await zip.add(`${name}/${proofPaths.records}`, recordProofs(tx, recordIds, pinned.size))
  },
})

/** The note with the lines of those witnesses that the policy names: of others nobody could tell. */
function noteFor({ note, cosignatures }: SignedCheckpoint, policy: string): string {
  const read = parsePolicy(policy)
  const names = new Set(read.ok ? read.value.witnesses.map(({ key }) => key.name) : [])
  const lines = cosignatures.map(({ line }) => line)
  return (
    note +
    lines
      .filter((line) => names.has(line.split(' ')[1] ?? ''))
      .toSorted()
      .join('')
  )
}

/** How many proofs are at hand at a time. */
const proofs_max = 2000

async function* recordProofs(
  tx: Tx,
  recordIds: readonly string[],
  size: number,
): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < recordIds.length; from += proofs_max) {
    const ids = recordIds.slice(from, from + proofs_max)
    const positions = await positionsOf(tx, ids)
    const proofs = await inclusionProofs(tx, [...positions.values()], size)
    const lines = ids.map((id) => {
      const index = positions.get(id)
      const hashes = index === undefined ? undefined : proofs.get(index)
      if (index === undefined || !hashes) throw new Error(`record ${id} is not in the log`)
      return `${recordProofLine({ index, hashes: hashes.map(bytesToHex) })}\n`
    })
    yield Buffer.from(lines.join(''))
  }
}
