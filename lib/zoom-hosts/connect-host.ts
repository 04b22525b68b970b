import { and, desc, eq, exists, sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { meetings } from '#db/schema/meetings'
import { connectionShares, zoomConnections, zoomHosts } from '#db/schema/zoom-connections'
import { queueAudit } from '../audits/queue-audit'
import { scheduleAudits } from '../audits/schedule-audits'
import type { Context } from '../context'
import { newId } from '../ids'
import type { Hint } from '../jobs/enqueue'
import { deliverConnection } from '../zoom-connections/share-with-clubs'
import type { AccountRow, HostRow } from './host-rows'

/** Who is which coach, and who said so. */
type Decided = { host: HostRow; account: AccountRow; coachId: string; decidedBy: string }

/**
 * Begins to read one user of the club's own account as one of its coaches: a connection without
 * tokens of its own, shared with the club itself, with its first audit. Nothing where the coach shares
 * this very Zoom user by their own consent: it is read already. Somebody who was this coach before
 * gets the same connection again. Returns the connection, null for none, and what became due.
 */
export async function connectHost(
  tx: Tx,
  ctx: Context,
  decided: Decided,
): Promise<{ connectionId: string | null; hints: readonly Hint[] }> {
  const { host, coachId } = decided
  if (await sharesItself(tx, coachId, host.zoomUserId)) return { connectionId: null, hints: [] }
  const connectionId = await upsert(tx, ctx, decided)
  const of = { organisationId: ctx.organisation.id, connectionId, coachId, startsAt: ctx.now }
  await tx
    .insert(connectionShares)
    .values({ ...of, id: newId(), clubOrganisationId: ctx.organisation.id })
    .onConflictDoNothing()
  await tx
    .update(zoomHosts)
    .set({ hostConnectionId: connectionId })
    .where(eq(zoomHosts.id, host.id))
  await deliverConnection(tx, connectionId)
  await scheduleAudits(tx, connectionId, ctx.now)
  const auditId = await queueAudit(tx, ctx, connectionId, 'connected')
  const hint = { kind: 'read-account' as const, subjectId: auditId }
  return { connectionId, hints: [{ ...hint, organisationId: ctx.organisation.id }] }
}

/** True where the coach shares this Zoom user with the club by their own consent. */
export async function sharesItself(tx: Tx, coachId: string, zoomUserId: string): Promise<boolean> {
  const found = await tx.execute<{ shares: boolean }>(
    sql`select coach_shares_zoom_user(${coachId}::uuid, ${zoomUserId}) as shares`,
  )
  return found.rows[0]?.shares === true
}

async function upsert(
  tx: Tx,
  ctx: Context,
  { host, account, coachId, decidedBy }: Decided,
): Promise<string> {
  const values = {
    ...{ way: 'host' as const, app: account.app, viaConnectionId: account.id },
    ...{ zoomUserId: host.zoomUserId, zoomAccountId: account.zoomAccountId },
    ...{ zoomUserType: host.zoomUserType, scopes: account.scopes, apiUrl: account.apiUrl },
    ...{ consentedBy: decidedBy, connectedAt: ctx.now },
    ...{ state: 'connected' as const, disconnectReason: null, disconnectedAt: null },
  }
  const before = await tx
    .select({ id: zoomConnections.id, isThisCoach: wasOf(tx, coachId) })
    .from(zoomConnections)
    .where(and(eq(zoomConnections.zoomUserId, host.zoomUserId), eq(zoomConnections.way, 'host')))
    .orderBy(desc(zoomConnections.connectedAt), desc(zoomConnections.id))
  const known = before.find(({ isThisCoach }) => isThisCoach)
  if (known) {
    await tx.update(zoomConnections).set(values).where(eq(zoomConnections.id, known.id))
    return known.id
  }
  const id = newId()
  await tx.insert(zoomConnections).values({ organisationId: ctx.organisation.id, id, ...values })
  if (before[0]) await takeOverExclusions(tx, ctx, before[0].id, id)
  return id
}

const wasOf = (tx: Tx, coachId: string) =>
  sql<boolean>`${exists(
    tx
      .select({ id: connectionShares.id })
      .from(connectionShares)
      .where(
        and(
          eq(connectionShares.connectionId, zoomConnections.id),
          eq(connectionShares.coachId, coachId),
        ),
      ),
  )}`

/** What an officer said to be no club session stays so, whoever the host is held to be. */
async function takeOverExclusions(tx: Tx, ctx: Context, from: string, to: string): Promise<void> {
  const excluded = await tx
    .select()
    .from(meetings)
    .where(and(eq(meetings.connectionId, from), eq(meetings.sorted, 'private')))
  if (excluded.length === 0) return
  const copies = excluded.map((row) => ({ ...row, id: newId(), connectionId: to }))
  await tx.insert(meetings).values(copies.map((row) => ({ ...row, firstSeenAt: ctx.now })))
}
