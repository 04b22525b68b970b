import { eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { zoomConnections, zoomHosts } from '#db/schema/zoom-connections'
import { absences } from '../core/absences'
import { conflict, notFound } from '../core/errors'

export type HostRow = typeof zoomHosts.$inferSelect
export type AccountRow = typeof zoomConnections.$inferSelect

/** True where Zoom would let nobody host as this user: they are gone, or switched off. */
export const isGone = ({ missingCount, status }: Pick<HostRow, 'missingCount' | 'status'>) =>
  missingCount >= absences || status === 'inactive'

/** A host of the club, held until the transaction ends. Throws `not_found`. */
export async function holdHost(tx: Tx, hostId: string): Promise<HostRow> {
  const [host] = await tx.select().from(zoomHosts).where(eq(zoomHosts.id, hostId)).for('update')
  if (!host) throw notFound()
  return host
}

/** The account that a host is in. Throws `conflict` where it is not connected any more. */
export async function connectedAccount(tx: Tx, connectionId: string): Promise<AccountRow> {
  const [account] = await tx
    .select()
    .from(zoomConnections)
    .where(eq(zoomConnections.id, connectionId))
  if (account?.state !== 'connected') {
    throw conflict('The club’s Zoom account is not connected any more. Connect it again first.')
  }
  return account
}
