import { and, eq, isNotNull } from 'drizzle-orm'
import { z } from 'zod'
import { meetings } from '#db/schema/meetings'
import { command } from '../command'
import type { Context } from '../context'
import { conflict } from '../core/errors'
import { id } from '../ids'
import { deliverStatus } from '../roll-ups/deliver-status'
import { startAuditSoon } from '../zoom-connections/start-audit-soon'
import { applySorting } from './apply-sorting'
import { holdMeeting } from './exclude-meeting'

const input = z.object({ meetingId: id })

const include = command({
  name: 'meeting.include',
  permission: 'meeting.exclude',
  input,
  async run(tx, ctx, { meetingId }) {
    const { connectionId } = await holdMeeting(tx, ctx, meetingId)
    const [before] = await tx.select().from(meetings).where(eq(meetings.id, meetingId))
    const included = await tx
      .update(meetings)
      .set({ excludedReason: null, excludedBy: null, excludedAt: null })
      .where(and(eq(meetings.id, meetingId), isNotNull(meetings.excludedAt)))
      .returning({ id: meetings.id })
    if (!included[0]) throw conflict('Nobody has said that this is no club session.')
    const clubIds = [ctx.organisation.id]
    await applySorting(tx, ctx, meetingId, { sorted: 'session', clubIds })
    await deliverStatus(tx, ctx)
    const detail = { was_excluded: before?.excludedReason ?? null }
    return { result: connectionId, trail: [{ subject: 'meeting', subjectId: meetingId, detail }] }
  },
})

/**
 * Takes back that a meeting in the club's own Zoom account is no club session. Its name and time come
 * back with a check, which is asked for. Throws `not_found`, `conflict` where nobody said so.
 */
export async function includeMeeting(ctx: Context, said: z.input<typeof input>): Promise<void> {
  await startAuditSoon(ctx, await include(ctx, said))
}
