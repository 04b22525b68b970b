import type { Context } from '../context'
import { AppError } from '../core/errors'
import type { Lease } from '../jobs/with-due'
import { freshAccessToken } from './fresh-access-token'
import { endRenewal } from './refresh-lease'

/**
 * Ends the doubt about a connection's tokens, where a refresh was begun and nobody heard what Zoom
 * said: asks again, while Zoom still takes the old ones. Without it the next audit would, and that
 * may be hours away. Throws `unavailable` where Zoom gives no answer again, to be tried once more.
 */
export async function renewTokens(ctx: Context, connectionId: string, { token }: Lease) {
  const access = await freshAccessToken(ctx, connectionId)
  if (!access.ok && access.reason === 'zoom_down') {
    throw new AppError('unavailable', 'Zoom did not say whether it gave new tokens.')
  }
  await endRenewal(ctx, connectionId, token)
}
