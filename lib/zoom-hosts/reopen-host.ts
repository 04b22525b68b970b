import { and, eq, ne } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { zoomHosts } from '#db/schema/zoom-connections'
import { command } from '../command'
import type { Context } from '../context'
import { conflict } from '../core/errors'
import { id } from '../ids'
import type { Hint } from '../jobs/enqueue'
import { giveHints } from '../jobs/give-hints'
import { deliverStatus } from '../roll-ups/deliver-status'
import { endHost } from './end-host'
import { holdHost, type HostRow } from './host-rows'

const input = z.object({ hostId: id })

const reopen = command({
  name: 'host.reopen',
  permission: 'host.decide',
  input,
  async run(tx, ctx, { hostId }) {
    const host = await holdHost(tx, hostId)
    const hints = await openAgain(tx, ctx, host)
    if (!hints) throw conflict('Nobody has said yet who this is.')
    await deliverStatus(tx, ctx)
    const { decision, coachId, reason } = host
    const detail = { was: decision, coach: coachId, reason }
    return { result: hints, trail: [{ subject: 'host', subjectId: hostId, detail }] }
  },
})

/**
 * Takes back what was said of a user of the club's own Zoom account, so that it is asked again. Where
 * they were held to be a coach, their account is read no more, and what is said of it now ends.
 * Throws `not_found`, `conflict` where nothing was decided.
 */
export async function reopenHost(ctx: Context, said: z.input<typeof input>): Promise<void> {
  await giveHints(await reopen(ctx, said))
}

/** In a transaction that goes on; the club's status is still to be delivered. Null: it was open. */
export async function openAgain(
  tx: Tx,
  ctx: Context,
  host: HostRow,
): Promise<readonly Hint[] | null> {
  const opened = await tx
    .update(zoomHosts)
    .set({ decision: 'open', coachId: null, reason: null, decidedBy: null, decidedAt: null })
    .where(and(eq(zoomHosts.id, host.id), ne(zoomHosts.decision, 'open')))
    .returning({ id: zoomHosts.id })
  if (!opened[0]) return null
  const { hints } = await endHost(tx, ctx, host, 'decided')
  return hints
}
