import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { connectionShares } from '#db/schema/zoom-connections'
import { command } from '../command'
import type { Context } from '../context'
import { notFound } from '../core/errors'
import { id } from '../ids'
import { giveHints } from '../jobs/give-hints'
import { deliverStatusOfClubs } from '../roll-ups/deliver-status'
import { deliverShareEnd } from './share-with-clubs'

const input = z.object({ connectionId: id, clubId: id })

const stop = command({
  name: 'connection.stop_sharing',
  permission: 'connection.change',
  input,
  async run(tx, ctx, { connectionId, clubId }) {
    const ended = await tx
      .update(connectionShares)
      .set({ endsAt: ctx.now, endReason: 'by_person' })
      .where(
        and(
          eq(connectionShares.connectionId, connectionId),
          eq(connectionShares.clubOrganisationId, clubId),
          isNull(connectionShares.endsAt),
        ),
      )
      .returning({ id: connectionShares.id })
    const share = ended[0]
    if (!share) throw notFound()
    const hint = await deliverShareEnd(tx, { id: share.id, connectionId, clubId })
    await deliverStatusOfClubs(tx, ctx, [connectionId])
    return {
      result: hint,
      trail: [{ subject: 'connection', subjectId: connectionId, detail: { club: clubId } }],
    }
  },
})

/**
 * Nothing more of this connection reaches the club. What it was given stays in its history; what it
 * says now of the account ends, and it is told since when nothing comes. Throws `not_found` where
 * nothing was shared.
 */
export async function stopSharing(ctx: Context, stopped: z.input<typeof input>): Promise<void> {
  await giveHints([await stop(ctx, stopped)])
}
