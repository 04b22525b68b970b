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
  acceptanceEndReasons,
  acceptanceEventKinds,
  acceptanceStates,
} from '#lib/core/acceptances/acceptance'
import { at, tenantKey, tenantPolicy } from './columns'

/**
 * A risk that somebody of a club asked to accept, and what came of it. One that is asked for again is
 * a new row. What the check found stays what it was, beside it. Its history is in its events.
 */
export const acceptances = pgTable(
  'acceptances',
  {
    ...tenantKey(),
    findingId: uuid('finding_id').notNull(),
    /** As they were when it was asked for. */
    control: text('control').notNull(),
    level: text('level', { enum: ['MUST', 'SHOULD'] }).notNull(),
    subjectKind: text('subject_kind', { enum: ['user', 'meeting', 'account', 'group'] }).notNull(),
    subjectId: uuid('subject_id').notNull(),
    /** Whose account or session it is; null where it is the club's own account. */
    coachId: uuid('coach_id'),
    /** Since when it has not been met. */
    since: at('since').notNull(),
    requestedBy: uuid('requested_by').notNull(),
    /** As they were called then. */
    requestedByName: text('requested_by_name').notNull(),
    requestedAt: at('requested_at').notNull(),
    reason: text('reason').notNull(),
    /** It ends by itself then. */
    until: at('until').notNull(),
    /** The region or body that decides, where nobody else of the club can. */
    aboveId: uuid('above_id'),
    aboveName: text('above_name'),
    state: text('state', { enum: acceptanceStates }).notNull().default('requested'),
    /** A second person, never who asked and never whose account it is. */
    decidedBy: uuid('decided_by'),
    decidedByName: text('decided_by_name'),
    decidedAt: at('decided_at'),
    decisionWhy: text('decision_why'),
    endedAt: at('ended_at'),
    endReason: text('end_reason', { enum: acceptanceEndReasons }),
    /** What the region or body decided, as it was delivered; a worker of the club writes it down. */
    aboveDecision: text('above_decision', { enum: ['approved', 'refused'] }),
    aboveBy: uuid('above_by'),
    aboveByName: text('above_by_name'),
    aboveWhy: text('above_why'),
    aboveAt: at('above_at'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    uniqueIndex('acceptances_live')
      .on(table.organisationId, table.findingId)
      .where(sql`state in ('requested', 'approved')`),
    index('acceptances_newest').on(table.organisationId, table.requestedAt, table.id),
    check('acceptances_second', sql`decided_by is null or decided_by <> requested_by`),
    check('acceptances_ended', sql`(ended_at is null) = (end_reason is null)`),
    check('acceptances_reason', sql`length(trim(reason)) > 0`),
    tenantPolicy(),
  ],
)

/** The history of an acceptance. Append-only. */
export const acceptanceEvents = pgTable(
  'acceptance_events',
  {
    ...tenantKey(),
    acceptanceId: uuid('acceptance_id').notNull(),
    findingId: uuid('finding_id').notNull(),
    event: text('event', { enum: acceptanceEventKinds }).notNull(),
    /** Null where it ended by itself. */
    byUserId: uuid('by_user_id'),
    byName: text('by_name'),
    /** The reason given, or why it ended. */
    why: text('why').notNull(),
    /** Until when it is accepted, as of this event. */
    until: at('until').notNull(),
    /** When it was so, and when it was written down: an end may be noticed late. */
    at: at('at').notNull(),
    recordedAt: at('recorded_at').notNull(),
    evidenceRecordId: uuid('evidence_record_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    foreignKey({
      columns: [table.organisationId, table.acceptanceId],
      foreignColumns: [acceptances.organisationId, acceptances.id],
    }),
    index('acceptance_events_acceptance').on(table.organisationId, table.acceptanceId, table.at),
    index('acceptance_events_finding').on(table.organisationId, table.findingId, table.at),
    tenantPolicy(),
  ],
)

/**
 * A club's request to accept a risk, in the tenancy of the region or body that decides: facts only,
 * by the acceptance's id. Written by delivery; what was decided, by the reader.
 */
export const acceptanceRequests = pgTable(
  'acceptance_requests',
  {
    ...tenantKey(),
    clubOrganisationId: uuid('club_organisation_id').notNull(),
    clubName: text('club_name').notNull(),
    control: text('control').notNull(),
    level: text('level', { enum: ['MUST', 'SHOULD'] }).notNull(),
    subjectKind: text('subject_kind', { enum: ['user', 'meeting', 'account', 'group'] }).notNull(),
    since: at('since').notNull(),
    requestedBy: uuid('requested_by').notNull(),
    requestedByName: text('requested_by_name').notNull(),
    requestedAt: at('requested_at').notNull(),
    reason: text('reason').notNull(),
    until: at('until').notNull(),
    state: text('state', { enum: acceptanceStates }).notNull().default('requested'),
    decidedBy: uuid('decided_by'),
    decidedByName: text('decided_by_name'),
    decidedAt: at('decided_at'),
    decisionWhy: text('decision_why'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    index('acceptance_requests_newest').on(table.organisationId, table.requestedAt, table.id),
    tenantPolicy(),
  ],
)
