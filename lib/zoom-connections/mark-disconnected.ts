import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { zoomTokens } from '#db/schema/zoom-connections'
import { command } from '../command'
import type { Context } from '../context'
import { conflict } from '../core/errors'
import { id } from '../ids'
import { hintNotices } from '../notices/written-notice'
import type { TrailEntry } from '../trail/trail-entry'
import { endConnection } from './end-connection'
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
  const ended = await endConnection(tx, ctx, connectionId, { reason: 'token_refused' })
  if (!ended) throw conflict('This Zoom account is not connected any more.')
  const entry: TrailEntry = { subject: 'connection', subjectId: connectionId }
  return { result: ended.notices, trail: [entry, ...ended.entries] as const }
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
