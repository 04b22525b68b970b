import { inTenant } from '#db/tenant'
import type { Context } from '../context'
import { appPool } from '../database/pools'
import { dueFinish } from './due'
import type { JobKind } from './jobs'

/** After so long the work is looked at again, should whoever does it die. */
const again_ms = 30_000

/**
 * The first step of what many say is due, and what is done once for all of them: waits for those who
 * have said so and not committed yet, holding nothing that they could wait for, and puts it off.
 * Whoever says it from then on makes it due again. Returns to when, for `dueSettle`, with which the
 * work's own transaction ends. Throws `conflict` where the lease was lost.
 */
export async function putOffFirst(
  ctx: Context,
  kind: JobKind,
  subjectId: string,
  token: string,
): Promise<Date> {
  const putOffTo = new Date(ctx.now.getTime() + again_ms)
  await inTenant(appPool(), ctx.organisation.id, (tx) =>
    dueFinish(tx, kind, subjectId, token, putOffTo),
  )
  return putOffTo
}
