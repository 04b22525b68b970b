import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { zoomConnections } from '#db/schema/zoom-connections'
import { command } from '../command'
import type { Context } from '../context'
import { conflict, notFound } from '../core/errors'
import { id } from '../ids'
import { giveHints } from '../jobs/give-hints'
import { endConnection } from './end-connection'
import { revokeAtZoom } from './give-up-tokens'

const input = z.object({ connectionId: id })

const disconnect = command({
  name: 'connection.disconnect',
  permission: 'connection.change',
  input,
  async run(tx, ctx, { connectionId }) {
    const [known] = await tx
      .select({ id: zoomConnections.id })
      .from(zoomConnections)
      .where(eq(zoomConnections.id, connectionId))
    if (!known) throw notFound()
    const ended = await endConnection(tx, ctx, connectionId, { reason: 'by_person' })
    if (!ended) throw conflict('This Zoom account is not connected any more.')
    const { hints, givenUp, entries } = ended
    return {
      result: { hints, givenUp },
      trail: [{ subject: 'connection', subjectId: connectionId }, ...entries],
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
