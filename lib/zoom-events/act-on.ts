import type { Tx } from '#db/tenant'
import type { Context } from '../context'
import { env } from '../env'
import { eventFacts } from '../zoom/webhook-event'
import type { WrittenNotice } from '../notices/written-notice'
import { endConnection } from '../zoom-connections/end-connection'
import { isConnected } from '../zoom-connections/is-connected'
import { actionOf, type EventAction } from './event-actions'
import { endInstantMeeting, listStartedMeeting } from './instant-meetings'
import type { WaitingEvent } from './waiting-events'

/** What one event comes to, for the connection as a whole; `ended` with whom to tell. */
export type Outcome =
  | { readonly kind: 'read' | 'alert' | 'nothing' }
  | { readonly kind: 'ended'; readonly notices: readonly WrittenNotice[] }

const read: Outcome = { kind: 'read' }
const nothing: Outcome = { kind: 'nothing' }

type Act = (tx: Tx, ctx: Context, connectionId: string, event: WaitingEvent) => Promise<Outcome>

const acts: Readonly<Record<EventAction, Act>> = {
  read_again: () => Promise.resolve(read),
  meeting_started: async (tx, ctx, connectionId, event) => {
    await listStartedMeeting(tx, ctx, connectionId, event)
    return read
  },
  meeting_ended: async (tx, _ctx, connectionId, event) =>
    (await endInstantMeeting(tx, connectionId, event)) ? read : nothing,
  risk_alert: async (tx, ctx, connectionId, event) => {
    await listStartedMeeting(tx, ctx, connectionId, event)
    return { kind: 'alert' }
  },
  app_removed: (tx, ctx, connectionId, event) => {
    const clientId = eventFacts.parse(event.facts).client_id
    // Another of our apps: its end is not this consent's.
    return clientId && clientId !== env().ZOOM_CLIENT_ID
      ? Promise.resolve(read)
      : end(tx, ctx, connectionId, 'removed_at_zoom', event)
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
  return acts[action](tx, ctx, connectionId, event)
}

/** One that is older than the consent which stands now is no end of it; a check sees what is so. */
async function end(
  tx: Tx,
  ctx: Context,
  connectionId: string,
  reason: Parameters<typeof endConnection>[3],
  { eventAt }: WaitingEvent,
): Promise<Outcome> {
  const notices = await endConnection(tx, ctx, connectionId, reason, eventAt)
  return notices ? { kind: 'ended', notices } : read
}
