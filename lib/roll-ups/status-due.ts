import type { Tx } from '#db/tenant'
import type { Context } from '../context'
import { dueMark } from '../jobs/due'
import type { Hint } from '../jobs/enqueue'

/** So long what changes in a club is gathered, before bodies above it are told of it in one go. */
const gather_ms = 1000

/**
 * Says, in the transaction that changes how a club stands, that the bodies above it are to be told:
 * for what a worker does, of which there may be much at once. Returns the hint to be given when that
 * has committed, none where one was given before. What a person does delivers at once instead.
 */
export async function statusDue(tx: Tx, ctx: Context): Promise<readonly Hint[]> {
  const { id: clubId } = ctx.organisation
  const at = new Date(ctx.now.getTime() + gather_ms)
  const isNew = await dueMark(tx, 'deliver-status', clubId, at)
  return isNew ? [{ kind: 'deliver-status', organisationId: clubId, subjectId: clubId, at }] : []
}
