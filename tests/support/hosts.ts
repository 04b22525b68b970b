import { randomUUID } from 'node:crypto'
import { sandbox } from './sandbox'
import { inTenant } from '#db/tenant'
import { zoomConnections, zoomHosts } from '#db/schema/zoom-connections'
import type { Context } from '#lib/context'
import { appPool } from '#lib/database/pools'
import { allow } from '#lib/demo/zoom-control'
import { newId } from '#lib/ids'
import { adminScopes } from '#lib/zoom-sandbox/apps'
import type { Plan } from '#lib/zoom-sandbox/state'
import { authorizeAddress, exchangeConsent } from '#lib/zoom-connections/ask-zoom'
import { newState } from '#lib/zoom-connections/oauth-state'
import { writeTokens } from '#lib/zoom-connections/token-rows'
import { userIdOf } from './contexts'
import { rowsOf } from './connections'
import { today, zoomUser } from './audits'

export type ClubAccount = { connectionId: string; adminId: string; plan: Plan }

/** A Zoom account of the club's own, connected by its administrator's consent. */
export async function aClubAccount(club: Context, plan: Plan = 'business'): Promise<ClubAccount> {
  const admin = zoomUser({ plan, name: 'Ada Administrator' })
  const state = newState()
  const scopes = adminScopes.map((scope) => ({ scope }))
  const answer = await allow(authorizeAddress('admin', state), admin.id, scopes)
  const { tokens, ...granted } = await exchangeConsent('admin', answer, new Date())
  const id = newId()
  await inTenant(appPool(), club.organisation.id, async (tx) => {
    await tx.insert(zoomConnections).values({
      ...granted,
      ...{ organisationId: club.organisation.id, id, way: 'account', state: 'connected' },
      ...{ consentedBy: userIdOf(club), connectedAt: new Date() },
    })
    await writeTokens(tx, today(club), id, tokens)
  })
  return { connectionId: id, adminId: admin.id, plan }
}

/** Somebody in the club's account, as its list of users has them. */
export async function aHost(
  club: Context,
  { connectionId, adminId, plan }: ClubAccount,
  differs: Partial<typeof zoomHosts.$inferInsert> = {},
): Promise<{ hostId: string; zoomUserId: string }> {
  const user = zoomUser({ sameAccountAs: adminId, plan })
  const hostId = newId()
  const now = new Date()
  await inTenant(appPool(), club.organisation.id, (tx) =>
    tx.insert(zoomHosts).values({
      ...{ organisationId: club.organisation.id, id: hostId, connectionId },
      ...{ zoomUserId: user.id, email: user.email, emailNormalised: user.email.toLowerCase() },
      ...{ name: 'Jo Host', zoomUserType: 2, status: 'active' },
      ...{ firstSeenAt: now, lastSeenAt: now },
      ...differs,
    }),
  )
  return { hostId, zoomUserId: differs.zoomUserId ?? user.id }
}

export type HostState = {
  decision: string
  coach_id: string | null
  reason: string | null
  connection: string | null
  state: string | null
  shared: boolean
}

/** How a host stands in the database. */
export async function hostRow(hostId: string): Promise<HostState | undefined> {
  const rows = await rowsOf<HostState>(
    `select h.decision, h.coach_id, h.reason, h.host_connection_id as connection, z.state,
       exists (select from connection_shares s where s.connection_id = h.host_connection_id
         and s.ends_at is null) as shared
     from zoom_hosts h left join zoom_connections z on z.id = h.host_connection_id
     where h.id = $1`,
    [hostId],
  )
  return rows[0]
}

/** A meeting of a host, which begins tomorrow and takes place once. */
export function hostMeeting(zoomUserId: string, topic = 'Under 9s'): number {
  const startsAt = new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString()
  return sandbox.world.addMeeting(zoomUserId, { topic, startsAt, duration_minutes: 45 }).id
}

/** An id that is nobody's. */
export const nobodys = () => randomUUID()
