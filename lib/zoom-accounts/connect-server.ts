import type { Context } from '../context'
import { notFound } from '../core/errors'
import { mayRole } from '../core/permissions'
import { env } from '../env'
import { hasApp } from '../zoom/apps'
import { serverGrant } from '../zoom-connections/ask-zoom'
import { keepAccount } from './keep-account'

/**
 * Whether this installation has Zoom credentials of its own, and they are this club's. Off unless
 * somebody set them: Zoom's terms let nobody but the account's own organisation use such.
 */
export const mayUseServer = ({ organisation }: Context): boolean =>
  organisation.kind === 'club' &&
  hasApp('server') &&
  env().ZOOM_SERVER_ACCOUNT_ID !== undefined &&
  env().ZOOM_SERVER_ORGANISATION_ID === organisation.id

/**
 * Connects the club's own account with this installation's own Zoom credentials, which need nobody's
 * consent at Zoom. Throws `not_found` where there are none for this club, `unavailable` where Zoom
 * does not give a token.
 */
export async function connectServer(
  ctx: Context,
): Promise<{ connectionId: string; wasConnected: boolean }> {
  if (!mayRole(ctx.roles, 'account_connection.change') || !mayUseServer(ctx)) throw notFound()
  return keepAccount(ctx, await serverGrant(ctx.now))
}
