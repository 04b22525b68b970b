import { eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { zoomTokens } from '#db/schema/zoom-connections'
import type { Context } from '../context'
import { log } from '../log'
import type { ZoomApp } from '../zoom/apps'
import { revokeToken } from './ask-zoom'
import { handOverTokens } from './same-grant'
import { openTokens } from './token-rows'

/** A token that is to be revoked once the transaction that gave it up has committed. */
export type GivenUp = { readonly app: ZoomApp; readonly accessToken: string }

/**
 * Erases the tokens of a connection that is ended from here. Returns the one to revoke; null where
 * there is none, or somebody else consented for the same Zoom user: for them it goes on at Zoom.
 */
export async function giveUpTokens(
  tx: Tx,
  ctx: Context,
  connectionId: string,
  app: ZoomApp,
): Promise<GivenUp | null> {
  const [held] = await tx.select().from(zoomTokens).where(eq(zoomTokens.connectionId, connectionId))
  if (!held) return null
  const { accessToken } = openTokens(ctx.organisation.id, held)
  if (await handOverTokens(tx, ctx, held)) return null
  await tx.delete(zoomTokens).where(eq(zoomTokens.connectionId, connectionId))
  return { app, accessToken }
}

/** Without our tokens nothing can be read any more, whether or not Zoom heard us. */
export async function revokeAtZoom(
  connectionId: string,
  { app, accessToken }: GivenUp,
): Promise<void> {
  const revoked = await revokeToken(app, accessToken)
  if (!revoked) log.warn({ connectionId }, 'Zoom did not confirm the end of a consent')
}
