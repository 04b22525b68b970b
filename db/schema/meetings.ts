import { sql } from 'drizzle-orm'
import {
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { OpenedTime } from '#lib/core/each-time'
import { coaches } from './coaches'
import { at, tenantKey, tenantPolicy } from './columns'
import { zoomConnections } from './zoom-connections'

/**
 * A meeting in the holder's account, kept only as far as it takes to ask which are club sessions.
 * A private one keeps its Zoom id and nothing else.
 */
export const meetings = pgTable(
  'meetings',
  {
    ...tenantKey(),
    connectionId: uuid('connection_id').notNull(),
    zoomMeetingId: text('zoom_meeting_id').notNull(),
    sorted: text('sorted', { enum: ['unsorted', 'private', 'session'] }).notNull(),
    /** 2 scheduled, 3 recurring without a time, 4 personal id, 8 recurring, as Zoom numbers them. */
    zoomType: integer('zoom_type').notNull(),
    topic: text('topic'),
    /** The next start; null for a recurring meeting without a time, and for a private one. */
    startsAt: at('starts_at'),
    duration_minutes: integer('duration_minutes'),
    /** Of a series: its times that were opened last, in the order in which its reading has them. */
    openedTimes: jsonb('opened_times').$type<readonly OpenedTime[]>(),
    firstSeenAt: at('first_seen_at').notNull(),
    lastSeenAt: at('last_seen_at').notNull(),
    /** Since when complete lists no longer had it, and in how many. One absence proves nothing. */
    missingSince: at('missing_since'),
    missingCount: integer('missing_count').notNull().default(0),
    /** In a club's own account: why it is no session, in the words of the officer who said so. */
    excludedReason: text('excluded_reason'),
    excludedBy: uuid('excluded_by'),
    excludedAt: at('excluded_at'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    foreignKey({
      columns: [table.organisationId, table.connectionId],
      foreignColumns: [zoomConnections.organisationId, zoomConnections.id],
    }),
    uniqueIndex('meetings_zoom').on(table.organisationId, table.connectionId, table.zoomMeetingId),
    tenantPolicy(),
  ],
)

/** Of which clubs a meeting is a session: the holder's own word, by series. */
export const meetingSessions = pgTable(
  'meeting_sessions',
  {
    ...tenantKey(),
    meetingId: uuid('meeting_id').notNull(),
    clubOrganisationId: uuid('club_organisation_id').notNull(),
    startsAt: at('starts_at').notNull(),
    endsAt: at('ends_at'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    foreignKey({
      columns: [table.organisationId, table.meetingId],
      foreignColumns: [meetings.organisationId, meetings.id],
    }),
    uniqueIndex('meeting_sessions_current')
      .on(table.organisationId, table.meetingId, table.clubOrganisationId)
      .where(sql`ends_at is null`),
    tenantPolicy(),
  ],
)

/** A club's coaching session on Zoom. Written by delivery; id is the holder's meeting's. */
export const sessions = pgTable(
  'sessions',
  {
    ...tenantKey(),
    connectionId: uuid('connection_id').notNull(),
    coachId: uuid('coach_id').notNull(),
    zoomType: integer('zoom_type').notNull(),
    topic: text('topic'),
    startsAt: at('starts_at'),
    duration_minutes: integer('duration_minutes'),
    /** When it stopped being a session of this club, and why. */
    endedAt: at('ended_at'),
    endReason: text('end_reason', { enum: ['removed', 'no_longer_a_session', 'left'] }),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    foreignKey({
      columns: [table.organisationId, table.coachId],
      foreignColumns: [coaches.organisationId, coaches.id],
    }),
    index('sessions_coming').on(table.organisationId, table.startsAt),
    tenantPolicy(),
  ],
)
