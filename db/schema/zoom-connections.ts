import { sql } from 'drizzle-orm'
import {
  check,
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

/**
 * One Zoom user, or one whole Zoom account, that its holder lets Touchline read. `way` is how:
 * `own`, a person's consent for themselves; `account`, an administrator's for a club's account;
 * `host`, one user of that account who is on the club's register, read with the account's tokens.
 */
export const zoomConnections = pgTable(
  'zoom_connections',
  {
    ...tenantKey(),
    way: text('way', { enum: ['own', 'account', 'host'] })
      .notNull()
      .default('own'),
    /** Whose credentials the tokens belong to: two apps at Zoom, and a server's own. */
    app: text('app', { enum: ['user', 'admin', 'server'] })
      .notNull()
      .default('user'),
    /** Of a host: the connection of its account. */
    viaConnectionId: uuid('via_connection_id'),
    /** Who gave the consent; of a host, the host. */
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
      .on(table.organisationId, table.zoomUserId)
      .where(sql`state = 'connected' and way = 'own'`),
    uniqueIndex('zoom_connections_one_account')
      .on(table.organisationId, table.zoomAccountId)
      .where(sql`state = 'connected' and way = 'account'`),
    uniqueIndex('zoom_connections_one_host')
      .on(table.organisationId, table.zoomUserId)
      .where(sql`state = 'connected' and way = 'host'`),
    foreignKey({
      columns: [table.organisationId, table.viaConnectionId],
      foreignColumns: [table.organisationId, table.id],
    }),
    check('zoom_connections_via', sql`(way = 'host') = (via_connection_id is not null)`),
    index('zoom_connections_account').on(table.zoomAccountId),
    index('zoom_connections_user').on(table.zoomUserId),
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

/**
 * A user of a club's own Zoom account, as its list of users has them: on the register, or not. Which
 * coach it is, a person says; an e-mail address that is alike is only a suggestion.
 */
export const zoomHosts = pgTable(
  'zoom_hosts',
  {
    ...tenantKey(),
    /** The account's connection. */
    connectionId: uuid('connection_id').notNull(),
    zoomUserId: text('zoom_user_id').notNull(),
    /** As Zoom has it, and as it is compared (lib/core/email.ts); null where Zoom did not say. */
    email: text('email'),
    emailNormalised: text('email_normalised'),
    name: text('name'),
    zoomUserType: integer('zoom_user_type'),
    /** Zoom's own word: `active`, or `inactive`. A user who has not accepted yet has no id. */
    status: text('status').notNull(),
    decision: text('decision', { enum: ['open', 'coach', 'not_a_coach'] })
      .notNull()
      .default('open'),
    coachId: uuid('coach_id'),
    /** Why they are no coach of the club, in the words of who said so. */
    reason: text('reason'),
    decidedBy: uuid('decided_by'),
    decidedAt: at('decided_at'),
    /** The connection by which a coach's account is read. */
    hostConnectionId: uuid('host_connection_id'),
    firstSeenAt: at('first_seen_at').notNull(),
    lastSeenAt: at('last_seen_at').notNull(),
    /** Since when complete lists no longer had them, and in how many. One absence proves nothing. */
    missingSince: at('missing_since'),
    missingCount: integer('missing_count').notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    foreignKey({
      columns: [table.organisationId, table.connectionId],
      foreignColumns: [zoomConnections.organisationId, zoomConnections.id],
    }),
    foreignKey({
      columns: [table.organisationId, table.coachId],
      foreignColumns: [coaches.organisationId, coaches.id],
    }),
    uniqueIndex('zoom_hosts_zoom').on(table.organisationId, table.connectionId, table.zoomUserId),
    check('zoom_hosts_coach', sql`(decision = 'coach') = (coach_id is not null)`),
    tenantPolicy(),
  ],
)

/** A group of users in a club's own Zoom account: it can have settings and locks of its own. */
export const zoomGroups = pgTable(
  'zoom_groups',
  {
    ...tenantKey(),
    /** The account's connection. */
    connectionId: uuid('connection_id').notNull(),
    zoomGroupId: text('zoom_group_id').notNull(),
    name: text('name').notNull(),
    members: integer('members'),
    firstSeenAt: at('first_seen_at').notNull(),
    lastSeenAt: at('last_seen_at').notNull(),
    missingSince: at('missing_since'),
    missingCount: integer('missing_count').notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    foreignKey({
      columns: [table.organisationId, table.connectionId],
      foreignColumns: [zoomConnections.organisationId, zoomConnections.id],
    }),
    uniqueIndex('zoom_groups_zoom').on(table.organisationId, table.connectionId, table.zoomGroupId),
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

/** Where somebody goes on who was sent to Zoom from a page, by the state that they come back with. */
export const consentReturns = pgTable(
  'consent_returns',
  {
    ...tenantKey(),
    /** SHA-256 of the state, as it is kept elsewhere. */
    stateHash: text('state_hash').notNull(),
    /** A path on this site. */
    returnTo: text('return_to').notNull(),
    expiresAt: at('expires_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    uniqueIndex('consent_returns_state').on(table.organisationId, table.stateHash),
    tenantPolicy(),
  ],
)
