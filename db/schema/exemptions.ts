import { sql } from 'drizzle-orm'
import {
  check,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import {
  exemptionDecisions,
  exemptionEventKinds,
  exemptionStates,
  exemptionSubjects,
} from '#lib/core/exemptions/exemption'
import { at, tenantKey, tenantPolicy } from './columns'

/**
 * What somebody of a club said to belong to a category for which rules do not hold, and what came of
 * it. One that is said again is a new row. What the rules say is kept as it was then; what decides is
 * the category as the rules have it now, by its key. Its end, and who agreed, are the newest of its
 * events.
 */
export const exemptions = pgTable(
  'exemptions',
  {
    ...tenantKey(),
    /** The key of the category in the rules, and what it was called then. */
    categoryKey: text('category_key').notNull(),
    category: text('category').notNull(),
    /** `club`: the club as a whole; `meeting`: one of its sessions. */
    subjectKind: text('subject_kind', { enum: exemptionSubjects }).notNull(),
    subjectId: uuid('subject_id').notNull(),
    /** Whose session it is; null where it is the club. */
    coachId: uuid('coach_id'),
    reason: text('reason').notNull(),
    saidBy: uuid('said_by').notNull(),
    /** As they were called then. */
    saidByName: text('said_by_name').notNull(),
    saidAt: at('said_at').notNull(),
    lapsesAt: at('lapses_at').notNull(),
    state: text('state', { enum: exemptionStates }).notNull().default('waiting'),
    /** A second person, never who said it and never whose session it is. */
    confirmedBy: uuid('confirmed_by'),
    confirmedByName: text('confirmed_by_name'),
    confirmedAt: at('confirmed_at'),
    /** The region or body that agrees, where nobody else of the club can. */
    aboveId: uuid('above_id'),
    aboveName: text('above_name'),
    /** What it decided, as it was delivered; a worker of the club writes it down. */
    aboveDecision: text('above_decision', { enum: exemptionDecisions }),
    aboveBy: uuid('above_by'),
    aboveByName: text('above_by_name'),
    aboveAt: at('above_at'),
    endedAt: at('ended_at'),
    evidenceRecordId: uuid('evidence_record_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    uniqueIndex('exemptions_live')
      .on(table.organisationId, table.subjectKind, table.subjectId, table.categoryKey)
      .where(sql`state in ('waiting', 'in_force')`),
    index('exemptions_newest').on(table.organisationId, table.saidAt, table.id),
    check('exemptions_second', sql`confirmed_by is null or confirmed_by <> said_by`),
    check('exemptions_confirmed', sql`state <> 'in_force' or confirmed_at is not null`),
    check('exemptions_ended', sql`(state in ('waiting', 'in_force')) = (ended_at is null)`),
    check('exemptions_reason', sql`length(trim(reason)) > 0`),
    tenantPolicy(),
  ],
)

/** The history of an exemption. Append-only. */
export const exemptionEvents = pgTable(
  'exemption_events',
  {
    ...tenantKey(),
    exemptionId: uuid('exemption_id').notNull(),
    event: text('event', { enum: exemptionEventKinds }).notNull(),
    /** Null where it lapsed by itself. */
    byUserId: uuid('by_user_id'),
    byName: text('by_name'),
    /** When it was so, and when it was written down: a lapse may be noticed late. */
    at: at('at').notNull(),
    recordedAt: at('recorded_at').notNull(),
    evidenceRecordId: uuid('evidence_record_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    foreignKey({
      columns: [table.organisationId, table.exemptionId],
      foreignColumns: [exemptions.organisationId, exemptions.id],
    }),
    index('exemption_events_exemption').on(table.organisationId, table.exemptionId, table.at),
    tenantPolicy(),
  ],
)

/**
 * What a club with nobody else to agree says of itself, in the tenancy of the region or body that
 * decides: facts only, by the exemption's id. Written by delivery; what was decided, by the reader.
 */
export const exemptionRequests = pgTable(
  'exemption_requests',
  {
    ...tenantKey(),
    clubOrganisationId: uuid('club_organisation_id').notNull(),
    clubName: text('club_name').notNull(),
    categoryKey: text('category_key').notNull(),
    category: text('category').notNull(),
    subjectKind: text('subject_kind', { enum: exemptionSubjects }).notNull(),
    saidBy: uuid('said_by').notNull(),
    saidByName: text('said_by_name').notNull(),
    saidAt: at('said_at').notNull(),
    reason: text('reason').notNull(),
    lapsesAt: at('lapses_at').notNull(),
    state: text('state', { enum: exemptionStates }).notNull().default('waiting'),
    decidedBy: uuid('decided_by'),
    decidedByName: text('decided_by_name'),
    decidedAt: at('decided_at'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    index('exemption_requests_newest').on(table.organisationId, table.saidAt, table.id),
    tenantPolicy(),
  ],
)
