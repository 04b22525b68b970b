import { sql } from 'drizzle-orm'
import { foreignKey, index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { coaches } from './coaches'
import { at, tenantKey, tenantPolicy } from './columns'
import { zoomConnections } from './zoom-connections'

/** Something that Zoom told of one connection, in its holder's tenancy. Written by delivery. */
export const zoomEvents = pgTable(
  'zoom_events',
  {
    ...tenantKey(),
    connectionId: uuid('connection_id').notNull(),
    event: text('event').notNull(),
    /** When it happened at Zoom. Deliveries come late, twice and in any order. */
    eventAt: at('event_at').notNull(),
    receivedAt: at('received_at').notNull(),
    zoomMeetingId: text('zoom_meeting_id'),
    /** The meeting's name, to ask its host what it is; blank once the event is worked. */
    meetingTopic: text('meeting_topic'),
    facts: jsonb('facts').notNull(),
    workedAt: at('worked_at'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    foreignKey({
      columns: [table.organisationId, table.connectionId],
      foreignColumns: [zoomConnections.organisationId, zoomConnections.id],
    }),
    index('zoom_events_received').on(table.organisationId, table.connectionId, table.receivedAt),
    index('zoom_events_waiting')
      .on(table.organisationId, table.connectionId, table.eventAt)
      .where(sql`worked_at is null`),
    index('zoom_events_meeting').on(table.organisationId, table.connectionId, table.zoomMeetingId),
    tenantPolicy(),
  ],
)

/**
 * Zoom found the link of a club's session in public. Written by delivery; id is the holder's event's,
 * the session's id is the holder's meeting's.
 */
export const riskAlerts = pgTable(
  'risk_alerts',
  {
    ...tenantKey(),
    connectionId: uuid('connection_id').notNull(),
    coachId: uuid('coach_id').notNull(),
    sessionId: uuid('session_id').notNull(),
    /** Where the link stood, in Zoom's one word for it; never the address of the post. */
    platform: text('platform'),
    postedAt: at('posted_at'),
    alertedAt: at('alerted_at').notNull(),
    receivedAt: at('received_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    foreignKey({
      columns: [table.organisationId, table.coachId],
      foreignColumns: [coaches.organisationId, coaches.id],
    }),
    index('risk_alerts_session').on(table.organisationId, table.sessionId, table.alertedAt),
    tenantPolicy(),
  ],
)
