import { systemPool } from '../database/pools'
import type { Hint } from './enqueue'
import { isJobKind } from './jobs'

/**
 * What is due at `now` and held by no worker, the longest waiting first and what happens by the clock
 * alone last; at most `rows_max`.
 */
export async function findDue(now: Date, rows_max: number): Promise<Hint[]> {
  const found = await systemPool().query<{
    kind: string
    organisation_id: string
    subject_id: string
    by_clock: boolean
  }>('select kind, organisation_id, subject_id, by_clock from due_find($1, $2)', [now, rows_max])
  return found.rows.flatMap(({ kind, organisation_id, subject_id, by_clock: byClock }) => {
    if (!isJobKind(kind)) return []
    const of = { kind, organisationId: organisation_id, subjectId: subject_id }
    return [byClock ? { ...of, byClock } : of]
  })
}
