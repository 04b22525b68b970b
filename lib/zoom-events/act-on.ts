import { eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { zoomConnections } from '#db/schema/zoom-connections'
import type { Context } from '../context'
import { appOfClient } from '../zoom/apps'
import { eventFacts } from '../zoom/webhook-event'
import { endConnection, type Ended } from '../zoom-connections/end-connection'
import { isConnected } from '../zoom-connections/is-connected'
import { actionOf, isOfWholeAccount, type EventAction } from './event-actions'
import { endInstantMeeting, listStartedMeeting } from './instant-meetings'
import type { WaitingEvent } from './waiting-events'

/** What one event comes to, for the connection as a whole; `ended` with whom to tell. */
export type Outcome =
  | { readonly kind: 'read' | 'read_now' | 'alert' | 'nothing' }
  | ({ readonly kind: 'ended' } & Ended)

const read: Outcome = { kind: 'read' }
const nothing: Outcome = { kind: 'nothing' }

type Act = (tx: Tx, ctx: Context, connectionId: string, event: WaitingEvent) => Promise<Outcome>

const acts: Readonly<Record<EventAction, Act>> = {
  read_again: () => Promise.resolve(read),
  meeting_started: async (tx, ctx, connectionId, event) => {
    await listStartedMeeting(tx, ctx, connectionId, event)
    // It is read while it goes on, or never.
    return { kind: 'read_now' }
  },
  meeting_ended: async (tx, _ctx, connectionId, event) =>
    (await endInstantMeeting(tx, connectionId, event)) ? read : nothing,
  risk_alert: async (tx, ctx, connectionId, event) => {
    await listStartedMeeting(tx, ctx, connectionId, event)
    return { kind: 'alert' }
  },
  app_removed: async (tx, ctx, connectionId, event) => {
    const clientId = eventFacts.parse(event.facts).client_id
    const { way, app } = await consentOf(tx, connectionId)
    // A host's consent is the account's, which ends with its hosts by an event of its own; and the end
    // of another of our apps, or of none that is named, is not this consent's.
    if (way === 'host' || !clientId || appOfClient(clientId) !== app) return read
    return end(tx, ctx, connectionId, 'removed_at_zoom', event)
  },
  user_ended: (tx, ctx, connectionId, event) =>
    end(tx, ctx, connectionId, 'zoom_user_ended', event),
}

/** Does what an event asks for. Nothing, where the connection has ended. */
export async function actOn(
  tx: Tx,
  ctx: Context,
  connectionId: string,
  event: WaitingEvent,
): Promise<Outcome> {
  const action = actionOf(event.event)
  if (!action || !(await isConnected(tx, connectionId))) return nothing
  // Whoever consented for a whole account may be a host, too: that is another connection's.
  const isHosts = /^(meeting\.|user\.(settings_)?updated$)/.test(event.event)
  const { way } = await consentOf(tx, connectionId)
  if (way === 'account' ? isHosts : isOfWholeAccount(event.event)) return nothing
  return acts[action](tx, ctx, connectionId, event)
}

async function consentOf(tx: Tx, connectionId: string) {
  const [consent] = await tx
    .select({ way: zoomConnections.way, app: zoomConnections.app })
    .from(zoomConnections)
    .where(eq(zoomConnections.id, connectionId))
  return consent ?? { way: null, app: null }
}

/** One that is older than the consent which stands now is no end of it; a check sees what is so. */
async function end(
  tx: Tx,
  ctx: Context,
  connectionId: string,
  reason: Parameters<typeof endConnection>[3],
  { eventAt }: WaitingEvent,
): Promise<Outcome> {
  const ended = await endConnection(tx, ctx, connectionId, reason, eventAt)
  return ended ? { kind: 'ended', ...ended } : read
}
