import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { zoomConnections } from '#db/schema/zoom-connections'
import { command } from '../command'
import type { Context } from '../context'
import { conflict, notFound } from '../core/errors'
import { id } from '../ids'
import { dueRemove } from '../jobs/due'
import { giveHints } from '../jobs/give-hints'
import { endConsentInForce } from '../mends/mending-consent'
import { deliverStatusOfClubs } from '../roll-ups/deliver-status'
import { endReplacedShares } from './end-replaced-shares'
import { eraseNames } from './erase-names'
import { giveUpTokens, revokeAtZoom } from './give-up-tokens'
import { deliverConnection } from './share-with-clubs'

const input = z.object({ connectionId: id })

const disconnect = command({
  name: 'connection.disconnect',
  permission: 'connection.change',
  input,
  async run(tx, ctx, { connectionId }) {
    const known = await tx
      .select({ id: zoomConnections.id })
      .from(zoomConnections)
      .where(eq(zoomConnections.id, connectionId))
    if (!known[0]) throw notFound()
    const changed = await tx
      .update(zoomConnections)
      .set({ state: 'disconnected', disconnectReason: 'by_person', disconnectedAt: ctx.now })
      .where(and(eq(zoomConnections.id, connectionId), eq(zoomConnections.state, 'connected')))
      .returning({ app: zoomConnections.app })
    if (!changed[0]) throw conflict('This Zoom account is not connected any more.')
    const givenUp = await giveUpTokens(tx, ctx, connectionId, changed[0].app)
    await dueRemove(tx, 'audit-schedule', connectionId)
    await deliverConnection(tx, connectionId)
    await eraseNames(tx, connectionId, 'all')
    const ended = await endConsentInForce(tx, ctx, connectionId)
    const replaced = await endReplacedShares(tx, ctx, connectionId)
    await deliverStatusOfClubs(tx, ctx, [connectionId])
    const trail = { subject: 'connection', subjectId: connectionId }
    return {
      result: { hints: replaced.hints, givenUp },
      trail: [trail, ...(ended ? [ended] : [])],
    }
  },
})

/**
 * Takes the consent back: at Zoom, where it can be reached and nobody else consented for the same
 * Zoom user, and here in any case. The tokens are erased, and so are the names of meetings. What else was
 * read stays, and so do the shares, which then carry "disconnected"; but not with a club that sees another account of theirs, which then
 * has taken the place of this one. Throws `not_found` for a connection that is not theirs, `conflict`
 * where it is not connected.
 */
export async function disconnectConnection(
  ctx: Context,
  { connectionId }: { connectionId: string },
): Promise<void> {
  const { hints, givenUp } = await disconnect(ctx, { connectionId })
  await giveHints(hints)
  if (givenUp) await revokeAtZoom(connectionId, givenUp)
}
