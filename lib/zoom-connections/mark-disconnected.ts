import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { zoomConnections, zoomTokens } from '#db/schema/zoom-connections'
import { command } from '../command'
import type { Context } from '../context'
import { conflict, isAppError } from '../core/errors'
import { id } from '../ids'
import { notifyConnectionEnded } from '../notices/notify-connection-ended'
import { hintNotices } from '../notices/written-notice'
import { deliverStatusOfClubs } from '../roll-ups/deliver-status'
import { deliverConnection } from './share-with-clubs'

const mark = command({
  name: 'connection.token_refused',
  permission: 'connection.work',
  input: z.object({ connectionId: id, version: z.int().optional() }),
  async run(tx, ctx, { connectionId, version }) {
    const removed = await tx
      .delete(zoomTokens)
      .where(
        and(
          eq(zoomTokens.connectionId, connectionId),
          version === undefined ? undefined : eq(zoomTokens.version, version),
        ),
      )
      .returning({ version: zoomTokens.version })
    if (!removed[0]) throw conflict('There are newer tokens, or none.')
    await tx
      .update(zoomConnections)
      .set({ state: 'disconnected', disconnectReason: 'token_refused', disconnectedAt: ctx.now })
      .where(and(eq(zoomConnections.id, connectionId), eq(zoomConnections.state, 'connected')))
    await deliverConnection(tx, connectionId)
    const notices = await notifyConnectionEnded(tx, ctx, connectionId)
    await deliverStatusOfClubs(tx, ctx, [connectionId])
    return { result: notices, trail: [{ subject: 'connection', subjectId: connectionId }] }
  },
})

/**
 * Zoom no longer accepts the tokens of this connection: they are erased, the person and their
 * clubs see that it is disconnected, and they are told by a notice. With `version` only where the tokens are still those that were
 * refused: somebody may have connected again meanwhile. True where this call did it.
 */
export async function markDisconnected(
  ctx: Context,
  connectionId: string,
  version?: number,
): Promise<boolean> {
  try {
    await hintNotices(
      await mark(ctx, version === undefined ? { connectionId } : { connectionId, version }),
    )
    return true
  } catch (error) {
    if (isAppError(error, 'conflict')) return false
    throw error
  }
}
