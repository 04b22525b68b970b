import { and, eq, gte, notInArray, sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { audits, clubAudits } from '#db/schema/audits'
import { zoomConnections, zoomGroups, zoomHosts } from '#db/schema/zoom-connections'
import type { Context } from '../context'
import { absences } from '../core/absences'
import { emailAddress } from '../core/email'
import { inChunks } from '../findings/in-chunks'
import { newId } from '../ids'
import { dueAdd } from '../jobs/due'
import type { Hint } from '../jobs/enqueue'
import type { AccountUser } from '../zoom/list-users'
import { keepHostConnections } from '../zoom-hosts/keep-host-connections'
import type { Gathered, GroupToKeep } from './gathered'

/**
 * Keeps who and what is in a club's own account: its users, its groups, and in how many whole lists
 * those were missing who are gone. Whoever is gone and was nobody's coach is forgotten. Then the
 * audit is the club's to judge, which is its holder. Returns what became due.
 */
export async function keepPeopleAndGroups(
  tx: Tx,
  ctx: Context,
  auditId: string,
  { connectionId, account }: Gathered,
): Promise<readonly Hint[]> {
  if (!account || !(await isStillConnected(tx, connectionId))) return []
  if (account.users) await keepUsers(tx, ctx, connectionId, account.users)
  if (account.groups) await keepGroups(tx, ctx, connectionId, account.groups)
  const hosts = await keepHostConnections(tx, ctx, connectionId)
  await giveToClub(tx, ctx, auditId)
  return hosts
}

/** Held until this has committed: whoever ends the account forgets its people after that. */
async function isStillConnected(tx: Tx, connectionId: string): Promise<boolean> {
  const found = await tx
    .select({ id: zoomConnections.id })
    .from(zoomConnections)
    .where(and(eq(zoomConnections.id, connectionId), eq(zoomConnections.state, 'connected')))
    .for('share')
  return found.length > 0
}

async function keepUsers(
  tx: Tx,
  ctx: Context,
  connectionId: string,
  users: readonly AccountUser[],
): Promise<void> {
  const seen = { lastSeenAt: ctx.now, missingSince: null, missingCount: 0 }
  const of = { organisationId: ctx.organisation.id, connectionId, firstSeenAt: ctx.now, ...seen }
  const byId = new Map(users.map((user) => [user.zoomUserId, user]))
  const rows = [...byId.values()].map((user) => {
    const emailNormalised = emailAddress.safeParse(user.email ?? '').data ?? null
    return { ...user, ...of, id: newId(), emailNormalised }
  })
  await inChunks(rows, (chunk) =>
    tx
      .insert(zoomHosts)
      .values(chunk)
      .onConflictDoUpdate({
        target: [zoomHosts.organisationId, zoomHosts.connectionId, zoomHosts.zoomUserId],
        set: {
          email: sql`excluded.email`,
          emailNormalised: sql`excluded.email_normalised`,
          name: sql`excluded.name`,
          zoomUserType: sql`excluded.zoom_user_type`,
          status: sql`excluded.status`,
          ...seen,
        },
      }),
  )
  const ofAccount = eq(zoomHosts.connectionId, connectionId)
  await tx
    .update(zoomHosts)
    .set({
      missingSince: sql`coalesce(${zoomHosts.missingSince}, ${ctx.now.toISOString()}::timestamptz)`,
      missingCount: sql`${zoomHosts.missingCount} + 1`,
    })
    .where(and(ofAccount, notInArray(zoomHosts.zoomUserId, [...byId.keys()])))
  await tx
    .delete(zoomHosts)
    .where(and(ofAccount, eq(zoomHosts.decision, 'open'), gte(zoomHosts.missingCount, absences)))
}

async function keepGroups(
  tx: Tx,
  ctx: Context,
  connectionId: string,
  groups: readonly GroupToKeep[],
): Promise<void> {
  const seen = { lastSeenAt: ctx.now, missingSince: null, missingCount: 0 }
  const of = { organisationId: ctx.organisation.id, connectionId, firstSeenAt: ctx.now, ...seen }
  await inChunks(groups, (chunk) =>
    tx
      .insert(zoomGroups)
      .values(chunk.map((group) => ({ ...group, ...of })))
      .onConflictDoUpdate({
        target: [zoomGroups.organisationId, zoomGroups.connectionId, zoomGroups.zoomGroupId],
        set: { name: sql`excluded.name`, members: sql`excluded.members`, ...seen },
      }),
  )
  await tx
    .update(zoomGroups)
    .set({
      missingSince: sql`coalesce(${zoomGroups.missingSince}, ${ctx.now.toISOString()}::timestamptz)`,
      missingCount: sql`${zoomGroups.missingCount} + 1`,
    })
    .where(
      and(
        eq(zoomGroups.connectionId, connectionId),
        notInArray(
          zoomGroups.zoomGroupId,
          groups.map(({ zoomGroupId }) => zoomGroupId),
        ),
      ),
    )
}

/** The club has read its own account: what is a delivery elsewhere is one row here. */
async function giveToClub(tx: Tx, ctx: Context, auditId: string): Promise<void> {
  const [audit] = await tx.select().from(audits).where(eq(audits.id, auditId))
  if (!audit) return
  const read = {
    state: 'delivered' as const,
    readAt: audit.finishedAt,
    complete: audit.complete,
    couldNotCheckReason: audit.couldNotCheckReason,
  }
  const { organisationId, connectionId, trigger, queuedAt } = audit
  await tx
    .insert(clubAudits)
    .values({ organisationId, id: auditId, connectionId, trigger, queuedAt, ...read })
    .onConflictDoUpdate({
      target: [clubAudits.organisationId, clubAudits.id],
      set: read,
      setWhere: eq(clubAudits.state, 'queued'),
    })
  await dueAdd(tx, 'judge-club', auditId, ctx.now)
}
