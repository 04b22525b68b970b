import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { zoomConnections, zoomTokens } from '#db/schema/zoom-connections'
import { command } from '../command'
import type { Context } from '../context'
import { conflict } from '../core/errors'
import { id } from '../ids'
import { dueRemove } from '../jobs/due'
import { endConsentInForce } from '../mends/mending-consent'
import { notifyConnectionEnded } from '../notices/notify-connection-ended'
import { hintNotices } from '../notices/written-notice'
import { deliverStatusOfClubs } from '../roll-ups/deliver-status'
import { endHostsOfAccount } from '../zoom-hosts/end-hosts-of-account'
import type { TrailEntry } from '../trail/trail-entry'
import { auditSameGrant } from './same-grant'
import { deliverConnection } from './share-with-clubs'
import { unlessConflict } from './unless-conflict'

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
    return disconnect(tx, ctx, connectionId)
  },
})

const markWithout = command({
  name: 'connection.without_tokens',
  permission: 'connection.work',
  input: z.object({ connectionId: id }),
  async run(tx, ctx, { connectionId }) {
    const held = await tx.select().from(zoomTokens).where(eq(zoomTokens.connectionId, connectionId))
    if (held[0]) throw conflict('There are newer tokens.')
    return disconnect(tx, ctx, connectionId)
  },
})

async function disconnect(tx: Tx, ctx: Context, connectionId: string) {
  const ended = await tx
    .update(zoomConnections)
    .set({ state: 'disconnected', disconnectReason: 'token_refused', disconnectedAt: ctx.now })
    .where(and(eq(zoomConnections.id, connectionId), eq(zoomConnections.state, 'connected')))
    .returning({ id: zoomConnections.id })
  if (!ended[0]) throw conflict('This Zoom account is not connected any more.')
  await dueRemove(tx, 'renew-tokens', connectionId)
  await auditSameGrant(tx, ctx, connectionId)
  await deliverConnection(tx, connectionId)
  await endHostsOfAccount(tx, ctx, connectionId, 'token_refused')
  const mending = await endConsentInForce(tx, ctx, connectionId)
  const notices = await notifyConnectionEnded(tx, ctx, connectionId)
  await deliverStatusOfClubs(tx, ctx, [connectionId])
  const entry: TrailEntry = { subject: 'connection', subjectId: connectionId }
  return { result: notices, trail: [entry, ...(mending ? [mending] : [])] as const }
}

/**
 * Zoom no longer accepts the tokens of this connection: they are erased, the person and their
 * clubs see that it is disconnected, and they are told by a notice. With `version` only where the
 * tokens are still those that were refused: somebody may have connected again meanwhile. True where
 * this call did it.
 */
export async function markDisconnected(
  ctx: Context,
  connectionId: string,
  version?: number,
): Promise<boolean> {
  const refused = version === undefined ? { connectionId } : { connectionId, version }
  return unlessConflict(async () => hintNotices(await mark(ctx, refused)))
}

/** Its tokens stood with somebody else who consented for the same Zoom user, and are gone there. */
export async function markWithoutTokens(ctx: Context, connectionId: string): Promise<boolean> {
  return unlessConflict(async () => hintNotices(await markWithout(ctx, { connectionId })))
}
