import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { zoomHosts } from '#db/schema/zoom-connections'
import { command } from '../command'
import { actorUserId, type Context } from '../context'
import { conflict, notFound } from '../core/errors'
import { id } from '../ids'
import { giveHints } from '../jobs/give-hints'
import { deliverStatus } from '../roll-ups/deliver-status'
import { connectHost } from './connect-host'
import { connectedAccount, holdHost, isGone } from './host-rows'

const input = z.object({ hostId: id, coachId: id })

const confirm = command({
  name: 'host.confirm',
  permission: 'host.decide',
  input,
  async run(tx, ctx, { hostId, coachId }) {
    const decidedBy = actorUserId(ctx)
    const host = await holdHost(tx, hostId)
    if (!decidedBy || !(await isOnRegister(tx, coachId))) throw notFound()
    if (isGone(host)) throw conflict('This person is no longer in the club’s Zoom account.')
    const account = await connectedAccount(tx, host.connectionId)
    const decided = await tx
      .update(zoomHosts)
      .set({ decision: 'coach', coachId, reason: null, decidedBy, decidedAt: ctx.now })
      .where(and(eq(zoomHosts.id, hostId), eq(zoomHosts.decision, 'open')))
      .returning({ id: zoomHosts.id })
    if (!decided[0]) throw conflict('Somebody has said who this is already. Look again.')
    const { connectionId, hints } = await connectHost(tx, ctx, {
      ...{ host, account, coachId, decidedBy },
    })
    await deliverStatus(tx, ctx)
    const detail = { coach: coachId, connection: connectionId }
    return {
      result: { connectionId, hints },
      trail: [{ subject: 'host', subjectId: hostId, detail }],
    }
  },
})

/** Held, so that they do not leave the register meanwhile. */
async function isOnRegister(tx: Tx, coachId: string): Promise<boolean> {
  const found = await tx
    .select({ id: coaches.id })
    .from(coaches)
    .where(and(eq(coaches.id, coachId), isNull(coaches.endsAt)))
    .for('share')
  return found.length > 0
}

/**
 * Says that a user of the club's own Zoom account is this coach. From now on their account is read
 * with the club's consent, each of their meetings is a club session, and a first check is asked for;
 * but not where the coach shares this very Zoom user already, by their own consent: `connectionId` is
 * null then. Throws `not_found` for a host or a coach who is not here, `conflict` where it was decided
 * meanwhile, the user is gone, or the account is not connected.
 */
export async function confirmHost(
  ctx: Context,
  said: z.input<typeof input>,
): Promise<{ connectionId: string | null }> {
  const { connectionId, hints } = await confirm(ctx, said)
  await giveHints(hints)
  return { connectionId }
}
