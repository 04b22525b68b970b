import type { Context } from '../context'
import { errorForLog } from '../error-for-log'
import { log } from '../log'
import { listConnections } from '../zoom-connections/list-connections'
import { shareConnection } from '../zoom-connections/share-connection'

/**
 * Shares what the person has connected already with a club that they now coach for. They have been
 * let in whatever comes of it: what could not be shared can be, on their own Zoom page.
 */
export async function shareOwnConnections(me: Context, clubId: string): Promise<void> {
  try {
    const connected = (await listConnections(me, {})).filter((each) => each.state === 'connected')
    for (const { connectionId } of connected) {
      await shareConnection(me, { connectionId, clubId })
    }
  } catch (error) {
    log.warn({ ...errorForLog(error), club: clubId }, 'a connection was not shared with a new club')
  }
}
