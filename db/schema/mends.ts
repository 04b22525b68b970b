import { sql } from 'drizzle-orm'
import {
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { SettingValue } from '#lib/core/controls/fix'
import type { MendChange } from '#lib/core/mends/plan-mend'
import { mendStates } from '#lib/core/mends/states'
import type { ControlId } from '#lib/core/results'
import { coaches } from './coaches'
import { at, tenantKey, tenantPolicy } from './columns'
import { zoomConnections } from './zoom-connections'

/** The holder's word that Touchline may change settings of theirs, each time that they confirm one. */
export const mendingConsents = pgTable(
  'mending_consents',
  {
    ...tenantKey(),
    connectionId: uuid('connection_id').notNull(),
    givenBy: uuid('given_by').notNull(),
    givenAt: at('given_at').notNull(),
    endsAt: at('ends_at'),
    evidenceRecordId: uuid('evidence_record_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    foreignKey({
      columns: [table.organisationId, table.connectionId],
      foreignColumns: [zoomConnections.organisationId, zoomConnections.id],
    }),
    uniqueIndex('mending_consents_current')
      .on(table.organisationId, table.connectionId)
      .where(sql`ends_at is null`),
    tenantPolicy(),
  ],
)

/** Changes of several sessions that a person said yes to at once: each is a mend of its own. */
export const mendRuns = pgTable(
  'mend_runs',
  {
    ...tenantKey(),
    connectionId: uuid('connection_id').notNull(),
    /** The run whose old values it puts back. */
    undoes: uuid('undoes'),
    confirmedBy: uuid('confirmed_by').notNull(),
    confirmedAt: at('confirmed_at').notNull(),
    /** How many sessions were left for another time: one run takes only so many. */
    leftOver: integer('left_over').notNull(),
    /** When none was left to be sent. What was sent is read back after that. */
    endedAt: at('ended_at'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    foreignKey({
      columns: [table.organisationId, table.connectionId],
      foreignColumns: [zoomConnections.organisationId, zoomConnections.id],
    }),
    uniqueIndex('mend_runs_under_way')
      .on(table.organisationId, table.connectionId)
      .where(sql`ended_at is null`),
    index('mend_runs_newest').on(table.organisationId, table.connectionId, table.confirmedAt),
    tenantPolicy(),
  ],
)

/** One change of one subject's settings in Zoom, from the person's yes to what was read back. */
export const mends = pgTable(
  'mends',
  {
    ...tenantKey(),
    connectionId: uuid('connection_id').notNull(),
    consentId: uuid('consent_id').notNull(),
    /** `user`: the connection's own settings; `meeting`: one of its meetings. */
    subjectKind: text('subject_kind', { enum: ['user', 'meeting'] }).notNull(),
    subjectId: uuid('subject_id').notNull(),
    /** Zoom's id of the one time of a series that is changed; null where it is all of it. */
    occurrenceId: text('occurrence_id'),
    /** When that takes place. */
    occurrenceAt: at('occurrence_at'),
    /** The rules that it is to meet. */
    controls: jsonb('controls').$type<readonly ControlId[]>().notNull(),
    /** The mend whose old values it puts back. */
    undoes: uuid('undoes'),
    /** The run that it is part of; null where it was confirmed by itself. */
    runId: uuid('run_id'),
    /** What is changed, from what, to what, in Zoom's words and in ours. Never a secret. */
    changes: jsonb('changes').$type<readonly MendChange[]>().notNull(),
    state: text('state', { enum: mendStates }).notNull(),
    /** How many requests it takes at Zoom: they count against the day's changes. */
    requests: integer('requests').notNull(),
    confirmedBy: uuid('confirmed_by').notNull(),
    confirmedAt: at('confirmed_at').notNull(),
    /** The readings that it was planned from, and those that settled it: SHA-256 of each body. */
    readingsBefore: jsonb('readings_before').$type<readonly string[]>().notNull().default([]),
    readingsAfter: jsonb('readings_after').$type<readonly string[]>(),
    sentAt: at('sent_at'),
    answeredAt: at('answered_at'),
    settledAt: at('settled_at'),
    /** Why Zoom refused it, where it did. */
    refusal: text('refusal'),
    /** The check that began after Zoom's answer, and so reads what came of it. */
    auditId: uuid('audit_id'),
    /** What was read back, by path; null where Zoom's answer did not have it. */
    readBack: jsonb('read_back').$type<Readonly<Record<string, SettingValue | null>>>(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    foreignKey({
      columns: [table.organisationId, table.connectionId],
      foreignColumns: [zoomConnections.organisationId, zoomConnections.id],
    }),
    foreignKey({
      columns: [table.organisationId, table.runId],
      foreignColumns: [mendRuns.organisationId, mendRuns.id],
    }),
    uniqueIndex('mends_under_way')
      .on(table.organisationId, table.subjectKind, table.subjectId)
      .where(sql`state in ('confirmed', 'sent', 'accepted', 'unclear')`),
    index('mends_subject').on(table.organisationId, table.subjectId, table.confirmedAt),
    index('mends_run').on(table.organisationId, table.runId),
    index('mends_sent').on(table.organisationId, table.connectionId, table.sentAt),
    tenantPolicy(),
  ],
)

/** A club asked a host to mend something: append-only, once a day for one thing. */
export const mendRequests = pgTable(
  'mend_requests',
  {
    ...tenantKey(),
    /** One finding, or everything that is open of one session. */
    subjectKind: text('subject_kind', { enum: ['finding', 'session'] }).notNull(),
    subjectId: uuid('subject_id').notNull(),
    coachId: uuid('coach_id').notNull(),
    askedBy: uuid('asked_by').notNull(),
    /** As they were called then: the host is told who asks. */
    askedByName: text('asked_by_name').notNull(),
    askedAt: at('asked_at').notNull(),
    /** The day (UTC). */
    askedOn: date('asked_on').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    foreignKey({
      columns: [table.organisationId, table.coachId],
      foreignColumns: [coaches.organisationId, coaches.id],
    }),
    unique('mend_requests_once').on(
      table.organisationId,
      table.subjectKind,
      table.subjectId,
      table.askedOn,
    ),
    tenantPolicy(),
  ],
)
