import { randomInt } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { zoomTokens } from '#db/schema/zoom-connections'
import type { Context } from '../context'
import { open, seal } from './token-seal'

/** Tokens in clear: only ever in memory, between Zoom and the seal. */
export const tokensShape = z.object({
  accessToken: z.string().min(1),
  refreshToken: z.string().min(1),
  expiresAt: z.date(),
})

export type Tokens = z.output<typeof tokensShape>
export type TokenRow = typeof zoomTokens.$inferSelect

/** Where a sealed value belongs: moved to another row or column, it no longer opens. */
const placeOf = (organisationId: string, rowId: string, column: string) => ({
  table: 'zoom_tokens',
  column,
  organisationId,
  rowId,
})

/** The columns that hold tokens, sealed for this one row. */
export function sealedTokens(organisationId: string, connectionId: string, tokens: Tokens) {
  const access = seal(tokens.accessToken, placeOf(organisationId, connectionId, 'access_sealed'))
  const refresh = seal(tokens.refreshToken, placeOf(organisationId, connectionId, 'refresh_sealed'))
  return {
    accessSealed: access.sealed,
    refreshSealed: refresh.sealed,
    keyId: refresh.keyId,
    expiresAt: tokens.expiresAt,
  }
}

/** The tokens of a row in clear. Throws where the row was moved or changed, or its key is gone. */
export function openTokens(organisationId: string, row: TokenRow): Tokens {
  const { connectionId, keyId } = row
  const opened = (sealed: string, column: string) =>
    open({ sealed, keyId }, placeOf(organisationId, connectionId, column))
  return {
    accessToken: opened(row.accessSealed, 'access_sealed'),
    refreshToken: opened(row.refreshSealed, 'refresh_sealed'),
    expiresAt: row.expiresAt,
  }
}

/** Writes the tokens of a new consent: whatever was there before, these are newer. */
export async function writeTokens(
  tx: Tx,
  ctx: Context,
  connectionId: string,
  tokens: Tokens,
): Promise<void> {
  const organisationId = ctx.organisation.id
  const columns = sealedTokens(organisationId, connectionId, tokens)
  await tx
    .insert(zoomTokens)
    .values({ organisationId, connectionId, ...columns, version: firstVersion() })
    .onConflictDoUpdate({
      target: [zoomTokens.organisationId, zoomTokens.connectionId],
      set: { ...columns, version: sql`${zoomTokens.version} + 1`, refreshingUntil: null },
    })
}

/**
 * Not 1: whoever still holds a token from before a disconnection names its version when they report
 * that Zoom refused it, and must not hit the tokens of the next consent.
 */
export const firstVersion = () => randomInt(1, 2 ** 30)
