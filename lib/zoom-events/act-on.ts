import { and, eq, lt } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { meetings } from '#db/schema/meetings'
import { zoomConnections } from '#db/schema/zoom-connections'
import type { OnlyMeetings } from '../audits/only-meetings'
import type { Context } from '../context'
import { absences } from '../core/absences'
import { appOfClient } from '../zoom/apps'
import { eventFacts } from '../zoom/webhook-event'
import { endConnection, type Ended } from '../zoom-connections/end-connection'
import type { EndReason } from '../zoom-connections/end-reading'
import { actionOf, isOfWholeAccount, scopeOf, type EventAction } from './event-actions'
import { endInstantMeeting, listStartedMeeting } from './instant-meetings'
import type { WaitingEvent } from './waiting-events'

/**
 * What one event comes to, for the connection as a whole: `ended` with whom to tell, and what is to be
 * read with the meetings that it is about.
 */
export type Outcome =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'read' | 'read_now' | 'alert'; readonly only: OnlyMeetings }
  | ({ readonly kind: 'ended' } & Ended)

const readWhole: Outcome = { kind: 'read', only: null }
const nothing: Outcome = { kind: 'nothing' }

type Act = (tx: Tx, ctx: Context, connectionId: string, event: WaitingEvent) => Promise<Outcome>

const acts: Readonly<Record<EventAction, Act>> = {
  read_again: async (tx, _ctx, connectionId, event) => ({
    kind: 'read',
    only: await meetingsOf(tx, connectionId, event),
  }),
  meeting_started: async (tx, ctx, connectionId, event) => {
    await listStartedMeeting(tx, ctx, connectionId, event)
    // It is read while it goes on, or never.
    return { kind: 'read_now', only: await meetingsOf(tx, connectionId, event) }
  },
  meeting_ended: async (tx, _ctx, connectionId, event) =>
    (await endInstantMeeting(tx, connectionId, event)) ? readWhole : nothing,
  risk_alert: async (tx, ctx, connectionId, event) => {
    await listStartedMeeting(tx, ctx, connectionId, event)
    return { kind: 'alert', only: await meetingsOf(tx, connectionId, event) }
  },
  app_removed: async (tx, ctx, connectionId, event) => {
    const clientId = eventFacts.parse(event.facts).client_id
    const { way, app } = await consentOf(tx, connectionId)
    // A host's consent is the account's, which ends with its hosts by an event of its own; and the end
    // of another of our apps, or of none that is named, is not this consent's.
    if (way === 'host' || !clientId || appOfClient(clientId) !== app) return readWhole
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
  if (!action) return nothing
  const { way, state, zoomUserId } = await consentOf(tx, connectionId)
  if (state !== 'connected') return nothing
  if (way === 'account') {
    const ofUser = eventFacts.parse(event.facts).of_user ?? null
    // Of somebody who is not read: there is no meeting of theirs here, and nobody of theirs to end.
    if (action === 'risk_alert') return { kind: 'alert', only: null }
    if (action === 'user_ended' && ofUser !== zoomUserId) return readWhole
  }
  // Whoever consented for a whole account may be a host, too: that is another connection's.
  const isHosts = /^(meeting\.|user\.(settings_)?updated$)/.test(event.event)
  if (way === 'account' ? isHosts : isOfWholeAccount(event.event)) return nothing
  const outcome = await acts[action](tx, ctx, connectionId, event)
  return way === 'account' && 'only' in outcome ? { ...outcome, only: null } : outcome
}

/**
 * What is to be read of an event, where the whole account is not: its session, or no session for the
 * host's settings alone. Null for everything else, and for a meeting that is no session of anybody's
 * here: what becomes of it, only a list says.
 */
async function meetingsOf(
  tx: Tx,
  connectionId: string,
  { event, zoomMeetingId }: WaitingEvent,
): Promise<OnlyMeetings> {
  const scope = scopeOf(event)
  if (scope === 'settings') return []
  if (scope === 'account' || zoomMeetingId === null) return null
  const [session] = await tx
    .select({ id: meetings.id })
    .from(meetings)
    .where(
      and(
        eq(meetings.connectionId, connectionId),
        eq(meetings.zoomMeetingId, zoomMeetingId),
        eq(meetings.sorted, 'session'),
        lt(meetings.missingCount, absences),
      ),
    )
  return session ? [session.id] : null
}

async function consentOf(tx: Tx, connectionId: string) {
  const [consent] = await tx
    .select({
      way: zoomConnections.way,
      zoomUserId: zoomConnections.zoomUserId,
      app: zoomConnections.app,
      state: zoomConnections.state,
    })
    .from(zoomConnections)
    .where(eq(zoomConnections.id, connectionId))
  return consent ?? { way: null, zoomUserId: null, app: null, state: null }
}

/** One that is older than the consent which stands now is no end of it; a check sees what is so. */
async function end(
  tx: Tx,
  ctx: Context,
  connectionId: string,
  reason: EndReason,
  { eventAt: saidAt }: WaitingEvent,
): Promise<Outcome> {
  const ended = await endConnection(tx, ctx, connectionId, { reason, saidAt })
  return ended ? { kind: 'ended', ...ended } : readWhole
}
