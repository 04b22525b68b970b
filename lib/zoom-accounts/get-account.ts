import { and, asc, desc, eq, lt, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { zoomConnections, zoomGroups, zoomHosts } from '#db/schema/zoom-connections'
import { checksOf } from '../audits/checks-of'
import type { Context } from '../context'
import { absences } from '../core/absences'
import { mayRole } from '../core/permissions'
import { namesOfUsers } from '../memberships/names-of-users'
import { query } from '../query'
import { hasApp, type ZoomApp } from '../zoom/apps'
import { adminScopes, missingScopes, type NeededScope } from '../zoom-connections/needed-scopes'
import { mayUseServer } from './connect-server'
import { onlyClubs } from './only-clubs'

type Row = typeof zoomConnections.$inferSelect

export type AccountGroup = { groupId: string; name: string; members: number | null }

/** A Zoom account of the club's own. */
export type ClubAccount = {
  connectionId: string
  state: 'connected' | 'disconnected'
  disconnectReason: Row['disconnectReason']
  /** `server`: with this installation's own credentials, which nobody consented to at Zoom. */
  app: ZoomApp
  /** Whoever allowed it, by the name that they have here. */
  consentedBy: string | null
  connectedAt: Date
  disconnectedAt: Date | null
  /** When a check of the account last ended, and when one last read everything. */
  lastAskedAt: Date | null
  lastCompleteAt: Date | null
  /** The newest check, to look at. */
  auditId: string | null
  checkingNow: boolean
  /** What Zoom does not let us read of what is needed. */
  missing: readonly NeededScope[]
  /** How many of its users are which; those who are gone are left out. */
  hosts: { open: number; coach: number; not_a_coach: number }
  groups: readonly AccountGroup[]
}

export type ClubAccounts = {
  /** Those in force first. Nearly always one. */
  accounts: readonly ClubAccount[]
  /** Whether this installation has an app that an administrator can allow. */
  canConnect: boolean
  /** Whether this installation's own credentials are this club's. */
  canUseServer: boolean
  mayChange: boolean
}

const read = query({
  permission: 'host.read',
  input: z.object({}),
  async run(tx, ctx) {
    onlyClubs(ctx)
    const rows = await tx
      .select()
      .from(zoomConnections)
      .where(eq(zoomConnections.way, 'account'))
      .orderBy(asc(zoomConnections.state), desc(zoomConnections.connectedAt))
    const found = []
    for (const row of rows) {
      found.push({
        row,
        checks: await checksOf(tx, row.id),
        hosts: await hostsOf(tx, row.id),
        groups: await groupsOf(tx, row.id),
      })
    }
    return found
  },
})

/** The club's own Zoom account, how it is read, and how many of its people are whose. */
export async function getAccount(ctx: Context): Promise<ClubAccounts> {
  const found = await read(ctx, {})
  const names = await namesOfUsers(found.map(({ row }) => row.consentedBy))
  return {
    accounts: found.map(({ row, checks, hosts, groups }) => ({
      connectionId: row.id,
      state: row.state,
      disconnectReason: row.disconnectReason,
      app: row.app,
      consentedBy: names.get(row.consentedBy)?.name ?? null,
      connectedAt: row.connectedAt,
      disconnectedAt: row.disconnectedAt,
      ...checks,
      missing: row.state === 'connected' ? missingScopes(row.scopes, adminScopes) : [],
      hosts,
      groups,
    })),
    canConnect: hasApp('admin'),
    canUseServer: mayUseServer(ctx),
    mayChange: mayRole(ctx.roles, 'account_connection.change'),
  }
}

async function hostsOf(tx: Tx, connectionId: string): Promise<ClubAccount['hosts']> {
  const rows = await tx
    .select({ decision: zoomHosts.decision, number: sql<number>`count(*)::integer` })
    .from(zoomHosts)
    .where(and(eq(zoomHosts.connectionId, connectionId), lt(zoomHosts.missingCount, absences)))
    .groupBy(zoomHosts.decision)
  const of = (decision: string) => rows.find((row) => row.decision === decision)?.number ?? 0
  return { open: of('open'), coach: of('coach'), not_a_coach: of('not_a_coach') }
}

const groupsOf = (tx: Tx, connectionId: string): Promise<AccountGroup[]> =>
  tx
    .select({
      groupId: zoomGroups.id,
      name: zoomGroups.name,
      members: zoomGroups.members,
    })
    .from(zoomGroups)
    .where(and(eq(zoomGroups.connectionId, connectionId), lt(zoomGroups.missingCount, absences)))
    .orderBy(asc(zoomGroups.name))
