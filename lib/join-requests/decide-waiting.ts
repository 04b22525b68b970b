import { and, eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { joinRequests } from '#db/schema/organisations'
import { actorUserId, type Context } from '../context'
import { conflict, notFound } from '../core/errors'

export type JoinRequest = typeof joinRequests.$inferSelect

/** Decides a request that is still waiting. Throws `not_found`, or `conflict` where it was decided. */
export async function decideWaiting(
  tx: Tx,
  ctx: Context,
  requestId: string,
  state: 'approved' | 'declined',
): Promise<JoinRequest> {
  const of = eq(joinRequests.id, requestId)
  const [decided] = await tx
    .update(joinRequests)
    .set({ state, decidedAt: ctx.now, decidedBy: actorUserId(ctx) })
    .where(and(of, eq(joinRequests.state, 'waiting')))
    .returning()
  if (decided) return decided
  if ((await tx.$count(joinRequests, of)) === 0) throw notFound()
  throw conflict('Somebody has answered this club already.')
}
