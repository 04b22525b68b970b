import { desc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { zoomConnections } from '#db/schema/zoom-connections'
import { scheduleAudits } from '../audits/schedule-audits'
import { command } from '../command'
import { actorUserId, type Context } from '../context'
import { notFound } from '../core/errors'
import { newId } from '../ids'
import { giveHints } from '../jobs/give-hints'
import { deliverStatusOfClubs } from '../roll-ups/deliver-status'
import { endReplacedShares } from './end-replaced-shares'
import { missingScopes, neededScopes } from './needed-scopes'
import { auditSameGrant, supersedeTokens } from './same-grant'
import { deliverConnection, shareWithNewClubs } from './share-with-clubs'
import { writeTokens } from './token-rows'

/** What a consent came to, as Zoom says it. */
export const grantShape = z.object({
  app: z.enum(['user', 'admin', 'server']),
  zoomUserId: z.string().min(1).max(200),
  zoomAccountId: z.string().min(1).max(200),
  zoomUserType: z.number().int().nullable(),
  /** As Zoom gave them, separated by spaces. */
  scopes: z.string().max(5000),
  apiUrl: z.string().max(500),
  tokens: z.object({ accessToken: z.string(), refreshToken: z.string(), expiresAt: z.date() }),
})

export type Grant = z.output<typeof grantShape>

const keep = command({
  name: 'connection.connect',
  permission: 'connection.change',
  input: grantShape,
  async run(tx, ctx, given) {
    const connectionId = await upsertConnection(tx, ctx, given)
    await writeTokens(tx, ctx, connectionId, given.tokens)
    await supersedeTokens(tx, connectionId)
    // At Zoom it takes the place of a fuller one: whoever is read with it now sees at once what is missing.
    if (missingScopes(given.scopes, neededScopes).length > 0) {
      await auditSameGrant(tx, ctx, connectionId)
    }
    const clubs = await shareWithNewClubs(tx, ctx, connectionId)
    await deliverConnection(tx, connectionId)
    await scheduleAudits(tx, connectionId, ctx.now)
    const replaced = await endReplacedShares(tx, ctx, connectionId)
    await deliverStatusOfClubs(tx, ctx, [connectionId, ...replaced.connectionIds])
    const detail = {
      scopes: given.scopes,
      shared_with: clubs.map(({ clubId }) => clubId),
      replaces: [...new Set(replaced.connectionIds)],
    }
    return {
      result: { connectionId, hints: replaced.hints },
      trail: [{ subject: 'connection', subjectId: connectionId, detail }],
    }
  },
})

/**
 * Writes what a person's consent came to: the connection, its sealed tokens, a share for each club
 * they coach for, and when it is checked by itself. The same person connecting the same Zoom user
 * again gets the same connection. Accounts of theirs that it takes the place of are no longer shared.
 * Somebody else who holds a connection for this Zoom user keeps it, and is read with these tokens.
 */
export async function keepConnection(
  ctx: Context,
  given: Grant,
): Promise<{ connectionId: string }> {
  const { connectionId, hints } = await keep(ctx, given)
  await giveHints(hints)
  return { connectionId }
}

async function upsertConnection(tx: Tx, ctx: Context, given: Grant): Promise<string> {
  const consentedBy = actorUserId(ctx)
  if (!consentedBy) throw notFound()
  const { tokens: _, ...facts } = given
  const values = {
    ...facts,
    consentedBy,
    state: 'connected' as const,
    disconnectReason: null,
    disconnectedAt: null,
    connectedAt: ctx.now,
  }
  const rows = await tx
    .select({ id: zoomConnections.id })
    .from(zoomConnections)
    .where(eq(zoomConnections.zoomUserId, given.zoomUserId))
    .orderBy(sql`${zoomConnections.state} = 'connected' desc`, desc(zoomConnections.connectedAt))
    .limit(1)
    .for('update')
  const known = rows[0]?.id
  if (known) {
    await tx.update(zoomConnections).set(values).where(eq(zoomConnections.id, known))
    return known
  }
  const id = newId()
  await tx.insert(zoomConnections).values({ organisationId: ctx.organisation.id, id, ...values })
  return id
}
