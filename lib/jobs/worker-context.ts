import type { Context } from '../context'
import type { JobKind } from './jobs'

/**
 * The context of a job that the database says is due: it acts for the organisation of the `due`
 * row, as the claim named it.
 */
export const workerContext = (
  kind: JobKind,
  organisation: Context['organisation'],
  now: Date,
): Context => ({
  organisation,
  actor: { kind: 'worker', job: kind },
  roles: ['worker'],
  coachId: null,
  now,
})
