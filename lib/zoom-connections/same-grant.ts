import { sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import type { Context } from '../context'
import type { ZoomApp } from '../zoom/apps'
import { firstVersion, openTokens, sealedTokens, type TokenRow } from './token-rows'

/**
 * Zoom keeps one set of tokens for a user and an app: a newer consent ends those before it. So where
 * several hold a connection for the same Zoom user, the tokens stand with whoever consented last, and
 * the others are read with them (migration 0018). Nobody is told of anybody else.
 */

/** After a consent: the tokens of those before it are no good any more. */
export async function supersedeTokens(tx: Tx, connectionId: string): Promise<void> {
  await tx.execute(sql`select supersede_tokens(${connectionId})`)
}

/**
 * Gives the tokens of a connection that its person ends to somebody else who consented for the same
 * Zoom user, sealed anew for them. True where there is such a one: then the consent goes on at Zoom.
 */
export async function handOverTokens(tx: Tx, ctx: Context, held: TokenRow): Promise<boolean> {
  const { connectionId } = held
  const found = await tx.execute<{ organisation_id: string; connection_id: string }>(
    sql`select organisation_id, connection_id from token_heir(${connectionId})`,
  )
  const [heir] = found.rows
  if (!heir) return false
  const { accessSealed, refreshSealed, keyId } = sealedTokens(
    heir.organisation_id,
    heir.connection_id,
    openTokens(ctx.organisation.id, held),
  )
  const given = await tx.execute<{ given: boolean }>(
    sql`select hand_over_tokens(${connectionId}, ${heir.connection_id}, ${accessSealed},
      ${refreshSealed}, ${keyId}, ${firstVersion()}) as given`,
  )
  return given.rows[0]?.given === true
}

/** The consent is over at Zoom, or allows less than it did: whoever else relies on it is to look now. */
export async function auditSameGrant(tx: Tx, ctx: Context, connectionId: string): Promise<void> {
  await tx.execute(sql`select audit_same_grant(${connectionId}, ${ctx.now.toISOString()})`)
}

/** The same of a consent that became no connection: by whose it was, the transaction's own included. */
export async function auditGrant(
  tx: Tx,
  ctx: Context,
  { app, zoomUserId }: { app: ZoomApp; zoomUserId: string },
): Promise<void> {
  await tx.execute(sql`select audit_grant(${zoomUserId}, ${app}, ${ctx.now.toISOString()})`)
}
