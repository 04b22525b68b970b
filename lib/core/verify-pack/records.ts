import { z } from 'zod'
import { canonicalJson, type JsonObject } from '../canonical-json'
import { bodyPaths } from '../pack/layout'
import { parsedJson } from '../parsed-json'
import { evidenceHashes } from '../sha256'
import type { OpenPack } from './open-pack'

/** One line of `records.jsonl`: a fact with its salt. */
export type EvidenceRecord = {
  /** As the organisation names it; the log does not know it. */
  readonly id: string
  readonly fact: JsonObject
  readonly entry: string
  readonly leaf: string
}

const hashes = z.array(z.object({ id: z.string(), entry: z.string(), leaf: z.string() }))
type RecordHashes = z.output<typeof hashes>
const fact = z.custom<JsonObject>((value) => typeof value === 'object' && value !== null)

/** The records, each in canonical form and with the hashes that are worked out from its bytes. */
export function readRecords(pack: OpenPack): { records: EvidenceRecord[]; wrong: string[] } {
  const lines = linesOf(pack.text(bodyPaths.records))
  const listed = hashes.safeParse(parsedJson(pack.text(bodyPaths.recordHashes) ?? 'null'))
  const ids = listed.success ? listed.data : []
  const wrong: string[] = []
  if (ids.length !== lines.length) wrong.push(`${bodyPaths.recordHashes} lists other records.`)
  const records = lines.flatMap((line, at) => {
    const parsed = fact.safeParse(parsedJson(line))
    const { entry, leaf } = evidenceHashes(line)
    const own = ids[at]
    if (!parsed.success || canonicalJson(parsed.data) !== line) {
      wrong.push(`Line ${at + 1} of ${bodyPaths.records} is no record.`)
      return []
    }
    if (!own || own.entry !== entry || own.leaf !== leaf) {
      wrong.push(`Line ${at + 1} of ${bodyPaths.records} has other hashes than are listed.`)
    }
    return [{ id: own?.id ?? '', fact: parsed.data, entry, leaf }]
  })
  return { records, wrong }
}

/** Records whose text was erased: their hashes are left. None where the list cannot be read. */
export function erasedRecords(pack: OpenPack): RecordHashes {
  const parsed = hashes.safeParse(parsedJson(pack.text(bodyPaths.erasedRecords) ?? 'null'))
  return parsed.success ? parsed.data : []
}

/** A file's lines, without the newline behind the last; none where there is no text. */
export const linesOf = (text: string | null): string[] =>
  text ? text.replace(/\n$/, '').split('\n') : []
