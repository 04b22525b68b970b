import { eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { zoomConnections, zoomTokens } from '#db/schema/zoom-connections'
import type { Context } from '../context'
import type { Hint } from '../jobs/enqueue'
import { endConsentInForce } from '../mends/mending-consent'
import { notifyConnectionEnded } from '../notices/notify-connection-ended'
import type { WrittenNotice } from '../notices/written-notice'
import { deliverStatusOfClubs } from '../roll-ups/deliver-status'
import type { TrailEntry } from '../trail/trail-entry'
import { endWhatAccountSaid } from '../zoom-accounts/end-what-account-said'
import { endHostsOfAccount } from '../zoom-hosts/end-hosts-of-account'
import { endReading, type ConnectionRow, type EndReason, type HowEnded } from './end-reading'
import { endReplacedShares } from './end-replaced-shares'
import { giveUpTokens, type GivenUp } from './give-up-tokens'
import { auditSameGrant } from './same-grant'

/** What else ended with a connection, and what is left to do once that has committed. */
export type Ended = {
  readonly notices: readonly WrittenNotice[]
  readonly hints: readonly Hint[]
  /** The token to be revoked at Zoom. */
  readonly givenUp: GivenUp | null
  /** The lines of the trail about what ended with it. */
  readonly entries: readonly TrailEntry[]
}

/**
 * The one way in which a connection ends, whoever says so: it is read no more, its tokens are erased,
 * nothing is mended any more, the hosts of an account end with it, and clubs and bodies see it. What a
 * person ends here is taken back at Zoom, gives way to another account of theirs, and nobody is told.
 * What Zoom ended is told to whoever it concerns. To be the last thing that a transaction does to it.
 * Null, and nothing written, where it is not connected, or was connected again after it ended.
 */
export async function endConnection(
  tx: Tx,
  ctx: Context,
  connectionId: string,
  how: HowEnded,
): Promise<Ended | null> {
  const { reason } = how
  const [connection] = await endReading(tx, ctx, eq(zoomConnections.id, connectionId), how)
  if (!connection) return null
  const givenUp = await dropTokens(tx, ctx, connection, reason)
  if (reason === 'token_refused') await auditSameGrant(tx, ctx, connectionId)
  const mending = await endConsentInForce(tx, ctx, connectionId)
  const hints =
    connection.way === 'account'
      ? await endAccount(tx, ctx, connectionId, reason)
      : await endShares(tx, ctx, connectionId, reason)
  const notices = reason === 'by_person' ? [] : await notifyConnectionEnded(tx, ctx, connectionId)
  await deliverStatusOfClubs(tx, ctx, [connectionId])
  return { notices, hints, givenUp, entries: mending ? [mending] : [] }
}

/** Zoom has ended those of a consent that it ended, for whoever else was read with them, too. */
async function dropTokens(
  tx: Tx,
  ctx: Context,
  { id, app }: ConnectionRow,
  reason: EndReason,
): Promise<GivenUp | null> {
  if (reason === 'by_person') return giveUpTokens(tx, ctx, id, app)
  await tx.delete(zoomTokens).where(eq(zoomTokens.connectionId, id))
  return null
}

async function endAccount(tx: Tx, ctx: Context, connectionId: string, reason: EndReason) {
  const hints = await endHostsOfAccount(tx, ctx, connectionId, reason)
  if (reason === 'by_person') await endWhatAccountSaid(tx, ctx, connectionId)
  return hints
}

/** What Zoom ended stays shared: its clubs see that nobody can look. */
async function endShares(tx: Tx, ctx: Context, connectionId: string, reason: EndReason) {
  if (reason !== 'by_person') return []
  return (await endReplacedShares(tx, ctx, connectionId)).hints
}
