import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { zoomConnections, zoomTokens } from '#db/schema/zoom-connections'
import { command } from '../command'
import type { Context } from '../context'
import { conflict, notFound } from '../core/errors'
import { id } from '../ids'
import { dueRemove } from '../jobs/due'
import { giveHints } from '../jobs/give-hints'
import { log } from '../log'
import { endConsentInForce } from '../mends/mending-consent'
import { query } from '../query'
import type { ZoomApp } from '../zoom/apps'
import { deliverStatusOfClubs } from '../roll-ups/deliver-status'
import { revokeToken } from './ask-zoom'
import { endReplacedShares } from './end-replaced-shares'
import { handOverTokens } from './same-grant'
import { deliverConnection } from './share-with-clubs'
import { openTokens } from './token-rows'

const input = z.object({ connectionId: id })

const tokenOf = query({
  permission: 'connection.change',
  input,
  async run(tx, ctx, { connectionId }) {
    const found = await tx
      .select()
      .from(zoomConnections)
      .where(eq(zoomConnections.id, connectionId))
    if (!found[0]) throw notFound()
    const rows = await tx.select().from(zoomTokens).where(eq(zoomTokens.connectionId, connectionId))
    if (!rows[0]) return null
    const { accessToken } = openTokens(ctx.organisation.id, rows[0])
    return { app: found[0].app, accessToken }
  },
})

const disconnect = command({
  name: 'connection.disconnect',
  permission: 'connection.change',
  input,
  async run(tx, ctx, { connectionId }) {
    const changed = await tx
      .update(zoomConnections)
      .set({ state: 'disconnected', disconnectReason: 'by_person', disconnectedAt: ctx.now })
      .where(and(eq(zoomConnections.id, connectionId), eq(zoomConnections.state, 'connected')))
      .returning({ id: zoomConnections.id })
    if (!changed[0]) throw conflict('This Zoom account is not connected any more.')
    const goesOn = await giveUpTokens(tx, ctx, connectionId)
    await dueRemove(tx, 'audit-schedule', connectionId)
    await deliverConnection(tx, connectionId)
    const ended = await endConsentInForce(tx, ctx, connectionId)
    const replaced = await endReplacedShares(tx, ctx, connectionId)
    await deliverStatusOfClubs(tx, ctx, [connectionId])
    const trail = { subject: 'connection', subjectId: connectionId }
    return {
      result: { hints: replaced.hints, goesOn },
      trail: [trail, ...(ended ? [ended] : [])],
    }
  },
})

/** True where somebody else consented for the same Zoom user: for them it goes on at Zoom. */
async function giveUpTokens(tx: Tx, ctx: Context, connectionId: string): Promise<boolean> {
  const [held] = await tx.select().from(zoomTokens).where(eq(zoomTokens.connectionId, connectionId))
  if (held && (await handOverTokens(tx, ctx, held))) return true
  await tx.delete(zoomTokens).where(eq(zoomTokens.connectionId, connectionId))
  return false
}

/**
 * Takes the consent back: at Zoom, where it can be reached and nobody else consented for the same
 * Zoom user, and here in any case. The tokens are erased. What was read stays, and so do the shares, which then carry "disconnected"; but not with a
 * club that sees another account of theirs, which then has taken the place of this one. Throws
 * `not_found` for a connection that is not theirs, `conflict` where it is not connected.
 */
export async function disconnectConnection(
  ctx: Context,
  { connectionId }: { connectionId: string },
): Promise<void> {
  const token = await tokenOf(ctx, { connectionId })
  const { hints, goesOn } = await disconnect(ctx, { connectionId })
  await giveHints(hints)
  if (token && !goesOn) await revokeAtZoom(connectionId, token)
}

/** Without our tokens nothing can be read any more, whether or not Zoom heard us. */
async function revokeAtZoom(
  connectionId: string,
  { app, accessToken }: { app: ZoomApp; accessToken: string },
): Promise<void> {
  const revoked = await revokeToken(app, accessToken)
  if (!revoked) log.warn({ connectionId }, 'Zoom did not confirm the end of a consent')
}
