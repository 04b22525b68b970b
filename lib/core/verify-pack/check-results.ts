import { z } from 'zod'
import { bodyPaths, readingPath } from '../pack/layout'
import { parsedJson } from '../parsed-json'
import type { OpenPack } from './open-pack'
import { erasedRecords, type EvidenceRecord } from './records'
import { checkOf, many, type Check } from './report'

const moment = z.iso.datetime()

/** A line of `results.json`. */
const resultRow = z.object({
  subject: z.object({ kind: z.string(), id: z.string() }),
  coach: z.string().nullable(),
  control: z.string(),
  version: z.number(),
  profile: z.string(),
  level: z.string(),
  result: z.string(),
  reason: z.string().nullable(),
  because: z.string(),
  proof: z.string(),
  statement: z.string().nullable(),
  valid_from: moment,
  recorded_at: moment,
  check: z.string(),
  record: z.string(),
})

/** The fact of a result, as `lib/findings/record-results.ts` writes it. */
const resultFact = z.object({
  kind: z.literal('result'),
  audit: z.string(),
  coach: z.string().nullable(),
  connection: z.string(),
  control: z.string(),
  control_version: z.number(),
  level: z.string(),
  profile: z.string(),
  proof: z.string(),
  readings: z.array(z.string()),
  reason: z.string().nullable(),
  recorded_at: moment,
  result: z.string(),
  statement: z.string().nullable(),
  subject: z.string(),
  subject_kind: z.string(),
  valid_from: moment,
})

export type ResultFact = z.output<typeof resultFact>
export type ResultRow = z.output<typeof resultRow>

/** The results of a pack with the record of each, where it has one that says the same. */
export type Judged = { readonly row: ResultRow; readonly fact: ResultFact }

/**
 * That each result is what its record says, that none of which there is a record is left out, and that
 * every reading that a record names is there.
 */
export function checkResults(
  pack: OpenPack,
  records: readonly EvidenceRecord[],
): { check: Check; judged: Judged[] } {
  const rows = z.array(resultRow).safeParse(parsedJson(pack.text(bodyPaths.results) ?? 'null'))
  if (!rows.success) {
    return { check: checkOf('results', [`${bodyPaths.results} cannot be read.`], []), judged: [] }
  }
  const byId = new Map(records.map((record) => [record.id, record]))
  const erased = new Set(erasedRecords(pack).map(({ id }) => id))
  const wrong: string[] = []
  const judged: Judged[] = []
  let gone = 0
  for (const [at, row] of rows.data.entries()) {
    const what = `Result ${at + 1}, rule ${row.control},`
    const fact = resultFact.safeParse(byId.get(row.record)?.fact)
    if (erased.has(row.record)) gone += 1
    else if (!fact.success) wrong.push(`${what} has no record.`)
    else if (differs(row, fact.data)) wrong.push(`${what} is not what its record says.`)
    else judged.push({ row, fact: fact.data })
  }
  const listed = new Set(rows.data.map(({ record }) => record))
  const unlisted = records.filter(({ id, fact }) => fact['kind'] === 'result' && !listed.has(id))
  wrong.push(
    ...unlisted.map(({ id }) => `The result of record ${id} is left out of ${bodyPaths.results}.`),
  )
  for (const { fact } of judged) {
    const missing = fact.readings.filter((hash) => !pack.files.has(readingPath(hash)))
    wrong.push(...missing.map((hash) => `The reading ${hash}, which a record names, is missing.`))
  }
  const holds = [`${many(judged.length, 'result')}, each as its record has it.`]
  if (gone > 0) holds.push(`Of ${many(gone, 'result')} the record was erased.`)
  return { check: checkOf('results', [...new Set(wrong)], holds), judged }
}

function differs(row: ResultRow, fact: ResultFact): boolean {
  const pairs: [unknown, unknown][] = [
    [row.subject.kind, fact.subject_kind],
    [row.subject.id, fact.subject],
    [row.coach, fact.coach],
    [row.control, fact.control],
    [row.version, fact.control_version],
    [row.profile, fact.profile],
    [row.level, fact.level],
    [row.result, fact.result],
    [row.reason, fact.reason],
    [row.proof, fact.proof],
    [row.statement, fact.statement],
    [row.valid_from, fact.valid_from],
    [row.recorded_at, fact.recorded_at],
    [row.check, fact.audit],
  ]
  return pairs.some(([one, other]) => one !== other)
}
