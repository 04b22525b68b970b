import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { zoomHosts } from '#db/schema/zoom-connections'
import { command } from '../command'
import { actorUserId } from '../context'
import { conflict } from '../core/errors'
import { id } from '../ids'
import { reasonText } from './reason-text'
import { holdHost } from './host-rows'

/**
 * Says that a user of the club's own Zoom account is none of its coaches, and why, in one's own words.
 * Nothing of theirs is read. Throws `not_found`, `invalid_input` without a reason, `conflict` where it
 * was decided meanwhile.
 */
export const dismissHost = command({
  name: 'host.dismiss',
  permission: 'host.decide',
  input: z.object({ hostId: id, reason: reasonText }),
  async run(tx, ctx, { hostId, reason }) {
    await holdHost(tx, hostId)
    const decided = await tx
      .update(zoomHosts)
      .set({
        decision: 'not_a_coach',
        reason,
        decidedBy: actorUserId(ctx),
        decidedAt: ctx.now,
      })
      .where(and(eq(zoomHosts.id, hostId), eq(zoomHosts.decision, 'open')))
      .returning({ id: zoomHosts.id })
    if (!decided[0]) throw conflict('Somebody has said who this is already. Look again.')
    return {
      result: undefined,
      trail: [{ subject: 'host', subjectId: hostId, detail: { reason } }],
    }
  },
})
