import type { Tx } from '#db/tenant'
import type { Context } from '../context'
import { dueMark } from '../jobs/due'
import type { Hint } from '../jobs/enqueue'

/**
 * Says, in the transaction that changes what people of the context's club signed, stated or are
 * asked, that they are to be judged by it. Returns the hint to be given when that has committed.
 */
export async function signedDue(tx: Tx, ctx: Context): Promise<readonly Hint[]> {
  const { id: clubId } = ctx.organisation
  const isNew = await dueMark(tx, 'judge-signed', clubId, ctx.now)
  return isNew ? [{ kind: 'judge-signed', organisationId: clubId, subjectId: clubId }] : []
}
