import { fromDecimal } from './decimal'
import { hashLines, parseHashLines, proofLinesMax } from './hash-lines'
import type { Hash } from './merkle'
import { bad, good, type Outcome } from './outcome'

/** What a log asks of a witness (https://c2sp.org/tlog-witness, `POST …/add-checkpoint`). */
export type AddCheckpoint = {
  /** The size that the log believes the witness has seen; 0 where none. */
  readonly oldSize: number
  /** That the checkpoint's tree begins with that one. None where the old size is 0. */
  readonly proof: readonly Hash[]
  /** The checkpoint as the log signed it. */
  readonly checkpoint: string
}

/** Characters that are read at the most: 63 hashes, and sixteen signatures of the longest kind. */
export const requestLengthMax = 128 * 1024

/** The answer that says which size a witness has seen, where that is another than was said. */
export const sizeContentType = 'text/x.tlog.size'

/** The request's body. Throws where there are more hashes than may be sent. */
export function addCheckpointText({ oldSize, proof, checkpoint }: AddCheckpoint): string {
  if (proof.length > proofLinesMax) throw new RangeError('A proof has at most 63 hashes.')
  return `old ${oldSize}\n${hashLines(proof)}\n${checkpoint}`
}

/** Reads such a body strictly. The checkpoint is not read yet. */
export function parseAddCheckpoint(text: string): Outcome<AddCheckpoint, 'malformed_request'> {
  const end = text.indexOf('\n\n')
  if (end < 0 || text.length > requestLengthMax) return bad('malformed_request')
  const [first = '', ...lines] = text.slice(0, end).split('\n')
  const oldSize = first.startsWith('old ') ? fromDecimal(first.slice('old '.length)) : null
  const proof = parseHashLines(lines)
  if (oldSize === null || !proof) return bad('malformed_request')
  return good({ oldSize, proof, checkpoint: text.slice(end + 2) })
}

/** The size in a witness's answer 409, or null where it says none. */
export function parseSizeAnswer(text: string): number | null {
  return text.endsWith('\n') ? fromDecimal(text.slice(0, -1)) : null
}
