import type { Context } from '../context'
import type { Access } from '../zoom/client'
import { connectionWithTokens } from '../zoom-connections/connection-with-tokens'
import { freshAccessToken } from '../zoom-connections/fresh-access-token'
import { markDisconnected } from '../zoom-connections/mark-disconnected'

/** A token that is refused so soon after it was renewed was not refused for its age. */
const young_ms = 10 * 60_000

/**
 * The token of a connection for one audit. Where Zoom refuses even one that it renewed a moment ago,
 * the consent is over, as if it had said so: the connection ends, and its clubs see that.
 */
export function zoomAccess(
  ctx: Context,
  connectionId: string,
  clock: () => Date,
): (refusedVersion?: number) => Promise<Access> {
  let renewed: { version: number; at: Date } | undefined
  return async (refusedVersion) => {
    const now = clock()
    const isYoung = renewed !== undefined && now.getTime() - renewed.at.getTime() < young_ms
    if (refusedVersion !== undefined && refusedVersion === renewed?.version && isYoung) {
      const held = await connectionWithTokens(ctx, connectionId)
      await markDisconnected({ ...ctx, now }, held, refusedVersion)
      return { ok: false, reason: 'not_connected' }
    }
    const access = await freshAccessToken({ ...ctx, now }, connectionId, refusedVersion)
    if (access.ok && refusedVersion !== undefined) renewed = { version: access.version, at: now }
    return access
  }
}
