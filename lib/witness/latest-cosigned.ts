import { join } from 'node:path'
import { cosign } from '../core/transparency/cosignature'
import { signatureLine } from '../core/transparency/signed-note'
import { says, type Answer } from './add-checkpoint'
import { lastSeen } from './seen'
import type { Witness } from './witness'

/** `GET /<origin hash>/checkpoint` of https://c2sp.org/tlog-witness: what was last cosigned. */
export async function latestCosigned(
  { files, folder, key }: Witness,
  hash: string,
): Promise<Answer> {
  const seen = await lastSeen(files, folder, hash)
  if (!seen) return says(404, 'This witness has cosigned nothing of that log.\n')
  // It may have been kept a moment ago, by somebody who is not yet sure that it is on the disk.
  await files.sync(join(folder, hash))
  const line = signatureLine(cosign(seen.note.text, seen.time, key))
  return says(200, `${seen.noteText}${line}`)
}
