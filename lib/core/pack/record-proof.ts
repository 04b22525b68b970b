import { z } from 'zod'
import { canonicalJson } from '../canonical-json'
import { parsedJson } from '../parsed-json'

const shape = z.strictObject({
  index: z.number().int().nonnegative(),
  /** The leaf's sibling first, in lower-case hexadecimal. */
  hashes: z.array(z.string().regex(/^[0-9a-f]{64}$/)),
})

/** That one record stands in the log: a line of `proofs/records.jsonl`. */
export type RecordProof = z.output<typeof shape>

/** The line, in RFC 8785 form. */
export const recordProofLine = ({ index, hashes }: RecordProof): string =>
  canonicalJson({ hashes, index })

/** Reads such a line strictly: written again it is the same. Null where it is none. */
export function parseRecordProof(line: string): RecordProof | null {
  const parsed = shape.safeParse(parsedJson(line))
  return parsed.success && recordProofLine(parsed.data) === line ? parsed.data : null
}
