import { sql } from 'drizzle-orm'
import {
  boolean,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { at, tenantKey, tenantPolicy } from './columns'
import { zoomConnections } from './zoom-connections'

/** One reading of one connection, in its holder's tenancy. */
export const audits = pgTable(
  'audits',
  {
    ...tenantKey(),
    connectionId: uuid('connection_id').notNull(),
    trigger: text('trigger', { enum: ['connected', 'scheduled', 'requested', 'event'] }).notNull(),
    requestedBy: uuid('requested_by'),
    state: text('state', { enum: ['queued', 'running', 'finished'] }).notNull(),
    queuedAt: at('queued_at').notNull(),
    startedAt: at('started_at'),
    finishedAt: at('finished_at'),
    /** True where every body asked for was read. */
    complete: boolean('complete'),
    couldNotCheckReason: text('could_not_check_reason'),
    /**
     * The meetings that it is about, with the settings that they follow; null for the whole account.
     * Only a whole one says when an account was last checked.
     */
    onlyMeetings: uuid('only_meetings').array(),
    /** Zoom told of a change while it ran: it may have read what was before, so one more follows. */
    readAgain: boolean('read_again').notNull().default(false),
    /** What that one is about, as `onlyMeetings`. */
    againMeetings: uuid('again_meetings').array(),
    /** Where it waits, or is to be made again, because Zoom may not be asked before. */
    askAgainAt: at('ask_again_at'),
    stepsDone: integer('steps_done').notNull().default(0),
    stepsTotal: integer('steps_total').notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    foreignKey({
      columns: [table.organisationId, table.connectionId],
      foreignColumns: [zoomConnections.organisationId, zoomConnections.id],
    }),
    index('audits_connection').on(table.organisationId, table.connectionId, table.queuedAt),
    uniqueIndex('audits_under_way')
      .on(table.organisationId, table.connectionId)
      .where(sql`state <> 'finished'`),
    tenantPolicy(),
  ],
)

/** The same audit as a club received it, and what it made of it. Id is the audit's. */
export const clubAudits = pgTable(
  'club_audits',
  {
    ...tenantKey(),
    connectionId: uuid('connection_id').notNull(),
    /** Null for an audit of the club's own account. */
    coachId: uuid('coach_id'),
    trigger: text('trigger').notNull(),
    state: text('state', { enum: ['queued', 'delivered', 'judged'] }).notNull(),
    queuedAt: at('queued_at').notNull(),
    readAt: at('read_at'),
    /** False where it was about some of the meetings only. */
    whole: boolean('whole').notNull().default(true),
    /** True where every body asked for was read. */
    complete: boolean('complete'),
    couldNotCheckReason: text('could_not_check_reason'),
    judgedAt: at('judged_at'),
    profile: text('profile'),
    met: integer('met'),
    notMet: integer('not_met'),
    couldNotCheck: integer('could_not_check'),
    /** What was judged: accounts by their connection, sessions, groups. Null in what was judged before it was kept. */
    subjects: uuid('subjects').array(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    index('club_audits_connection').on(table.organisationId, table.connectionId, table.queuedAt),
    tenantPolicy(),
  ],
)
