import { sql } from 'drizzle-orm'
import {
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { coaches } from './coaches'
import { at, tenantKey, tenantPolicy } from './columns'

/** One Zoom user, consented to by its holder. One in the deployment for one Zoom user. */
export const zoomConnections = pgTable(
  'zoom_connections',
  {
    ...tenantKey(),
    zoomUserId: text('zoom_user_id').notNull(),
    zoomAccountId: text('zoom_account_id').notNull(),
    /** 1 Basic, 2 licensed, as Zoom numbers them; null where Zoom did not say. */
    zoomUserType: integer('zoom_user_type'),
    state: text('state', { enum: ['connected', 'disconnected'] }).notNull(),
    disconnectReason: text('disconnect_reason', {
      enum: ['by_person', 'token_refused', 'removed_at_zoom', 'zoom_user_ended'],
    }),
    scopes: text('scopes').notNull(),
    apiUrl: text('api_url').notNull(),
    consentedBy: uuid('consented_by').notNull(),
    connectedAt: at('connected_at').notNull(),
    disconnectedAt: at('disconnected_at'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    uniqueIndex('zoom_connections_one')
      .on(table.zoomUserId)
      .where(sql`state = 'connected'`),
    index('zoom_connections_account').on(table.zoomAccountId),
    tenantPolicy(),
  ],
)

/** The sealed tokens of a connection, in a table of their own; `version` decides a refresh. */
export const zoomTokens = pgTable(
  'zoom_tokens',
  {
    organisationId: uuid('organisation_id').notNull(),
    connectionId: uuid('connection_id').notNull(),
    accessSealed: text('access_sealed').notNull(),
    refreshSealed: text('refresh_sealed').notNull(),
    keyId: text('key_id').notNull(),
    version: integer('version').notNull(),
    expiresAt: at('expires_at').notNull(),
    /** Until when one process may be asking Zoom for new tokens; the others wait for what it gets. */
    refreshingUntil: at('refreshing_until'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.connectionId] }),
    foreignKey({
      columns: [table.organisationId, table.connectionId],
      foreignColumns: [zoomConnections.organisationId, zoomConnections.id],
    }).onDelete('cascade'),
    index('zoom_tokens_key').on(table.keyId),
    tenantPolicy(),
  ],
)

/** The holder's consent that a club sees this connection, as the coach of one register row. */
export const connectionShares = pgTable(
  'connection_shares',
  {
    ...tenantKey(),
    connectionId: uuid('connection_id').notNull(),
    clubOrganisationId: uuid('club_organisation_id').notNull(),
    coachId: uuid('coach_id').notNull(),
    startsAt: at('starts_at').notNull(),
    endsAt: at('ends_at'),
    /** `replaced`: by another account of the same person, whose own decision it was not. */
    endReason: text('end_reason', { enum: ['by_person', 'replaced'] }),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    foreignKey({
      columns: [table.organisationId, table.connectionId],
      foreignColumns: [zoomConnections.organisationId, zoomConnections.id],
    }),
    uniqueIndex('connection_shares_current')
      .on(table.organisationId, table.connectionId, table.clubOrganisationId)
      .where(sql`ends_at is null`),
    tenantPolicy(),
  ],
)

/** What a club may know of its coach's connection. Written by delivery; id is the connection's. */
export const coachConnections = pgTable(
  'coach_connections',
  {
    ...tenantKey(),
    coachId: uuid('coach_id').notNull(),
    holderOrganisationId: uuid('holder_organisation_id').notNull(),
    state: text('state', { enum: ['connected', 'disconnected'] }).notNull(),
    disconnectReason: text('disconnect_reason'),
    connectedAt: at('connected_at').notNull(),
    disconnectedAt: at('disconnected_at'),
    /** When Zoom was last asked, whatever it said. */
    lastAskedAt: at('last_asked_at'),
    /** When everything was last read without a gap. */
    lastCompleteAt: at('last_complete_at'),
    unsortedMeetings: integer('unsorted_meetings').notNull().default(0),
    oldestUnsortedAt: at('oldest_unsorted_at'),
    shareEndsAt: at('share_ends_at'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    foreignKey({
      columns: [table.organisationId, table.coachId],
      foreignColumns: [coaches.organisationId, coaches.id],
    }),
    index('coach_connections_coach').on(table.organisationId, table.coachId),
    tenantPolicy(),
  ],
)
