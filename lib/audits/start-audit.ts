import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { coachConnections, zoomConnections } from '#db/schema/zoom-connections'
import { onlyCoach } from '../coaches/only-coach'
import { command } from '../command'
import { actorUserId, type Context } from '../context'
import { askingLimits } from '../core/asking-limits'
import { conflict, notFound } from '../core/errors'
import { id, newId } from '../ids'
import { enqueue } from '../jobs/enqueue'
import { refuseBeyond } from '../trail/refuse-beyond'
import { queueAccountAudit } from '../zoom-accounts/queue-account-audit'
import { queueAudit } from './queue-audit'

const input = z.object({
  connectionId: id,
  /** `connected` is for the connection's very first one. */
  trigger: z.enum(['connected', 'requested']).default('requested'),
})

type Started = { auditId: string; holderId: string }

const notConnected = () =>
  conflict('This Zoom account is not connected any more. Connect it again, then check.')

/** In a club: of a coach's connection that is shared with it. A coach may ask for their own. */
async function forClub(tx: Tx, ctx: Context, connectionId: string): Promise<Started> {
  const rows = await tx.select().from(coachConnections).where(eq(coachConnections.id, connectionId))
  const connection = rows[0]
  const own = onlyCoach(ctx)
  if (!connection || (own && connection.coachId !== own)) throw notFound()
  const asked = await tx.execute<{ audit: string | null }>(
    sql`select request_audit(${connectionId}::uuid, ${newId()}::uuid, ${actorUserId(ctx)}::uuid,
      ${ctx.now.toISOString()}) as audit`,
  )
  const auditId = asked.rows[0]?.audit
  if (!auditId) throw notConnected()
  return { auditId, holderId: connection.holderOrganisationId }
}

/** In a club: of its own account. No coach asks for that. */
async function forAccount(tx: Tx, ctx: Context, connectionId: string): Promise<Started | null> {
  const [account] = await tx
    .select({ state: zoomConnections.state })
    .from(zoomConnections)
    .where(and(eq(zoomConnections.id, connectionId), eq(zoomConnections.way, 'account')))
  if (!account || onlyCoach(ctx)) return null
  if (account.state !== 'connected') throw notConnected()
  const { auditId } = await queueAccountAudit(tx, ctx, connectionId, 'requested')
  return { auditId, holderId: ctx.organisation.id }
}

/** In the holder's own record. */
async function forHolder(
  tx: Tx,
  ctx: Context,
  { connectionId, trigger }: z.output<typeof input>,
): Promise<Started> {
  const rows = await tx.select().from(zoomConnections).where(eq(zoomConnections.id, connectionId))
  if (!rows[0]) throw notFound()
  if (rows[0].state !== 'connected') throw notConnected()
  const auditId = await queueAudit(tx, ctx, connectionId, trigger)
  return { auditId, holderId: ctx.organisation.id }
}

const start = command({
  name: 'audit.start',
  permission: 'audit.start',
  input,
  async run(tx, ctx, asked) {
    await refuseBeyond(
      tx,
      ctx,
      askingLimits.checksAnHour,
      {
        commands: ['audit.start'],
        by: actorUserId(ctx),
        detail: { connection: asked.connectionId },
      },
      `You have asked for ${askingLimits.checksAnHour.count} checks of this Zoom account in an hour. Wait a little, then try again: it is checked every day without being asked.`,
    )
    const result =
      ctx.organisation.kind === 'person'
        ? await forHolder(tx, ctx, asked)
        : ((await forAccount(tx, ctx, asked.connectionId)) ??
          (await forClub(tx, ctx, asked.connectionId)))
    const detail = { connection: asked.connectionId, trigger: asked.trigger }
    return { result, trail: [{ subject: 'audit', subjectId: result.auditId, detail }] }
  },
})

/**
 * Asks for a connection to be audited now, by its holder or by a club that it is shared with. One
 * is under way at a time: asking again gives the same one. Throws `not_found` where there is no
 * such connection here, `conflict` where it is not connected any more,
 * `too_many_attempts`.
 */
export async function startAudit(
  ctx: Context,
  asked: z.input<typeof input>,
): Promise<{ auditId: string }> {
  const { auditId, holderId } = await start(ctx, asked)
  await enqueue('read-account', holderId, auditId)
  return { auditId }
}
