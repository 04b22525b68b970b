import { and, eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { zoomConnections } from '#db/schema/zoom-connections'
import { scheduleAudits } from '../audits/schedule-audits'
import { command } from '../command'
import { actorUserId, type Context } from '../context'
import { notFound } from '../core/errors'
import { lockUntilCommit } from '../database/lock-until-commit'
import { newId } from '../ids'
import type { Hint } from '../jobs/enqueue'
import { giveHints } from '../jobs/give-hints'
import { deliverStatus } from '../roll-ups/deliver-status'
import { grantShape, type Grant } from '../zoom-connections/keep-connection'
import { adminScopes, missingScopes } from '../zoom-connections/needed-scopes'
import { auditSameGrant, supersedeTokens } from '../zoom-connections/same-grant'
import { writeTokens } from '../zoom-connections/token-rows'
import { keepHostConnections } from '../zoom-hosts/keep-host-connections'
import { onlyClubs } from './only-clubs'
import { queueAccountAudit } from './queue-account-audit'

const keep = command({
  name: 'account_connection.connect',
  permission: 'account_connection.change',
  input: grantShape,
  async run(tx, ctx, given) {
    onlyClubs(ctx)
    const { connectionId, wasConnected } = await upsert(tx, ctx, given)
    await writeTokens(tx, ctx, connectionId, given.tokens)
    await supersedeTokens(tx, connectionId)
    // As for a person's own: another club that is read with it now sees at once what is missing.
    if (missingScopes(given.scopes, adminScopes).length > 0) {
      await auditSameGrant(tx, ctx, connectionId)
    }
    await scheduleAudits(tx, connectionId, ctx.now)
    const hosts = await keepHostConnections(tx, ctx, connectionId)
    const { auditId, hint } = await queueAccountAudit(tx, ctx, connectionId, 'connected')
    await deliverStatus(tx, ctx)
    const detail = { app: given.app, scopes: given.scopes, audit: auditId }
    const hints: readonly Hint[] = [hint, ...hosts]
    return {
      result: { connectionId, wasConnected, hints },
      trail: [{ subject: 'connection', subjectId: connectionId, detail }],
    }
  },
})

/**
 * Writes what a consent for a whole account came to: the connection, its sealed tokens, when it is
 * checked by itself, and its first check. The same club connecting the same account again gets the
 * same connection with new tokens, and its hosts are read again. Throws `not_found` outside a club.
 */
export async function keepAccount(
  ctx: Context,
  given: Grant,
): Promise<{ connectionId: string; wasConnected: boolean }> {
  const { connectionId, wasConnected, hints } = await keep(ctx, given)
  await giveHints(hints)
  return { connectionId, wasConnected }
}

async function upsert(tx: Tx, ctx: Context, given: Grant) {
  const consentedBy = actorUserId(ctx)
  if (!consentedBy) throw notFound()
  const organisationId = ctx.organisation.id
  // Two answers at once: the second finds what the first one wrote.
  await lockUntilCommit(tx, `account:${organisationId}`)
  const { tokens: _, ...facts } = given
  const values = {
    ...facts,
    consentedBy,
    state: 'connected' as const,
    disconnectReason: null,
    disconnectedAt: null,
    connectedAt: ctx.now,
  }
  const [known] = await tx
    .select({ id: zoomConnections.id, state: zoomConnections.state })
    .from(zoomConnections)
    .where(
      and(
        eq(zoomConnections.way, 'account'),
        eq(zoomConnections.zoomAccountId, given.zoomAccountId),
      ),
    )
    .for('update')
  if (known) {
    await tx.update(zoomConnections).set(values).where(eq(zoomConnections.id, known.id))
    const { app, scopes, apiUrl } = given
    await tx
      .update(zoomConnections)
      .set({ app, scopes, apiUrl })
      .where(eq(zoomConnections.viaConnectionId, known.id))
    return { connectionId: known.id, wasConnected: known.state === 'connected' }
  }
  const id = newId()
  await tx.insert(zoomConnections).values({ organisationId, id, way: 'account', ...values })
  return { connectionId: id, wasConnected: false }
}
