import { and, eq, isNull, ne } from 'drizzle-orm'
import { z } from 'zod'
import { connectionShares, zoomConnections } from '#db/schema/zoom-connections'
import { command } from '../command'
import type { Context } from '../context'
import { notFound } from '../core/errors'
import { id } from '../ids'
import { giveHints } from '../jobs/give-hints'
import { deliverStatusOfClubs } from '../roll-ups/deliver-status'
import { endReplacedShares } from './end-replaced-shares'
import { addShares, coachedClubs, deliverConnection } from './share-with-clubs'

const input = z.object({ connectionId: id, clubId: id })

const share = command({
  name: 'connection.share',
  permission: 'connection.change',
  input,
  async run(tx, ctx, { connectionId, clubId }) {
    const found = await tx
      .select()
      .from(zoomConnections)
      .where(eq(zoomConnections.id, connectionId))
    const club = (await coachedClubs(tx)).find((each) => each.clubId === clubId)
    if (!found[0] || !club) throw notFound()
    // Somebody who left and came back has a new row on the register; the old share names the old one.
    await tx
      .update(connectionShares)
      .set({ endsAt: ctx.now })
      .where(
        and(
          eq(connectionShares.connectionId, connectionId),
          eq(connectionShares.clubOrganisationId, clubId),
          isNull(connectionShares.endsAt),
          ne(connectionShares.coachId, club.coachId),
        ),
      )
    await addShares(tx, ctx, connectionId, [club])
    await deliverConnection(tx, connectionId)
    const replaced = await endReplacedShares(tx, ctx, connectionId)
    await deliverStatusOfClubs(tx, ctx, [connectionId, ...replaced.connectionIds])
    return {
      result: replaced.hints,
      trail: [{ subject: 'connection', subjectId: connectionId, detail: { club: clubId } }],
    }
  },
})

/**
 * Lets a club that the person coaches for see this connection: settings, and those meetings that
 * they say are its sessions. Doing it twice changes nothing. Throws `not_found` where the connection
 * is not theirs or they do not coach there.
 */
export async function shareConnection(ctx: Context, shared: z.input<typeof input>): Promise<void> {
  await giveHints(await share(ctx, shared))
}
