import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { connectionShares } from '#db/schema/zoom-connections'
import { command } from '../command'
import { notFound } from '../core/errors'
import { id } from '../ids'

/**
 * Nothing more of this connection reaches the club. What it was given stays with it, and it is told
 * since when nothing comes. Throws `not_found` where nothing was shared.
 */
export const stopSharing = command({
  name: 'connection.stop_sharing',
  permission: 'connection.change',
  input: z.object({ connectionId: id, clubId: id }),
  async run(tx, ctx, { connectionId, clubId }) {
    const ended = await tx
      .update(connectionShares)
      .set({ endsAt: ctx.now })
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
    await tx.execute(sql`select deliver_share_end(${share.id})`)
    return {
      result: undefined,
      trail: [{ subject: 'connection', subjectId: connectionId, detail: { club: clubId } }],
    }
  },
})
