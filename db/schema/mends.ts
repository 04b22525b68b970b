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
import type { SettingValue } from '#lib/core/controls/fix'
import type { MendChange } from '#lib/core/mends/plan-mend'
import { mendStates } from '#lib/core/mends/states'
import type { ControlId } from '#lib/core/results'
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
    /** The rules that it is to meet. */
    controls: jsonb('controls').$type<readonly ControlId[]>().notNull(),
    /** The mend whose old values it puts back. */
    undoes: uuid('undoes'),
    /** What is changed, from what, to what, in Zoom's words and in ours. Never a secret. */
    changes: jsonb('changes').$type<readonly MendChange[]>().notNull(),
    state: text('state', { enum: mendStates }).notNull(),
    /** How many requests it takes at Zoom: they count against the day's changes. */
    requests: integer('requests').notNull(),
    confirmedBy: uuid('confirmed_by').notNull(),
    confirmedAt: at('confirmed_at').notNull(),
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
    uniqueIndex('mends_under_way')
      .on(table.organisationId, table.subjectKind, table.subjectId)
      .where(sql`state in ('confirmed', 'sent', 'accepted', 'unclear')`),
    index('mends_subject').on(table.organisationId, table.subjectId, table.confirmedAt),
    index('mends_sent').on(table.organisationId, table.connectionId, table.sentAt),
    tenantPolicy(),
  ],
)
