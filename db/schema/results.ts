import { sql } from 'drizzle-orm'
import { index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { resultProofs } from '#lib/core/proof/proof-kinds'
import { subjectKinds } from '#lib/core/subject-kinds'
import { at, tenantKey, tenantPolicy } from './columns'

const subject = () => ({
  /**
   * `user`: a host's own settings (the connection); `meeting`: one session; `account` and `group`:
   * what a club's own Zoom account sets for everybody (its connection), or for a group of them;
   * `coach` and `club`: what the register says of somebody on it, or of the club.
   */
  subjectKind: text('subject_kind', { enum: subjectKinds }).notNull(),
  subjectId: uuid('subject_id').notNull(),
  /** Null where it is the club's own account and no one coach's. */
  coachId: uuid('coach_id'),
  control: text('control').notNull(),
  controlVersion: integer('control_version').notNull(),
})

const verdict = () => ({
  profile: text('profile').notNull(),
  level: text('level', { enum: ['MUST', 'SHOULD'] }).notNull(),
  result: text('result', {
    enum: ['met', 'not_met', 'could_not_check', 'not_applicable'],
  }).notNull(),
  reason: text('reason'),
  because: text('because').notNull(),
  auditId: uuid('audit_id').notNull(),
  /** How it is known. The result of a check stays what it was beside a statement that stands in. */
  proof: text('proof', { enum: resultProofs }).notNull().default('checked'),
  /** The statement that stands in, and until when, where one does. */
  statementId: uuid('statement_id'),
  statedUntil: at('stated_until'),
})

/** What a control made of a subject, whenever that changed. Append-only: valid to the next one. */
export const resultChanges = pgTable(
  'result_changes',
  {
    ...tenantKey(),
    ...subject(),
    ...verdict(),
    /** When Zoom said so. */
    validFrom: at('valid_from').notNull(),
    /** When we wrote it down. */
    recordedAt: at('recorded_at').notNull(),
    evidenceRecordId: uuid('evidence_record_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    index('result_changes_subject').on(
      table.organisationId,
      table.subjectKind,
      table.subjectId,
      table.control,
      table.validFrom,
    ),
    tenantPolicy(),
  ],
)

/** The newest of each, kept in the same transaction; rebuildable from the changes. */
export const resultsCurrent = pgTable(
  'results_current',
  {
    organisationId: uuid('organisation_id').notNull(),
    ...subject(),
    ...verdict(),
    since: at('since').notNull(),
    checkedAt: at('checked_at').notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.organisationId, table.subjectKind, table.subjectId, table.control],
    }),
    tenantPolicy(),
  ],
)

/** A control that is not met, from when it was first seen to when a later reading saw the mend. */
export const findings = pgTable(
  'findings',
  {
    ...tenantKey(),
    ...subject(),
    level: text('level', { enum: ['MUST', 'SHOULD'] }).notNull(),
    state: text('state', { enum: ['open', 'closed'] }).notNull(),
    because: text('because').notNull(),
    openedAt: at('opened_at').notNull(),
    /** The last complete reading that still saw it. */
    lastSeenAt: at('last_seen_at').notNull(),
    closedAt: at('closed_at'),
    closeReason: text('close_reason', {
      enum: ['mended', 'session_ended_unsafe', 'removed', 'rule_withdrawn', 'left', 'stated'],
    }),
    timesOpened: integer('times_opened').notNull().default(1),
    /** By when it is to be mended; null for advice without such a day. Late stays late. */
    dueAt: at('due_at'),
    /** The acceptance in force and until when, where the risk is accepted: beside `not_met`. */
    acceptanceId: uuid('acceptance_id'),
    acceptedUntil: at('accepted_until'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    uniqueIndex('findings_one').on(
      table.organisationId,
      table.subjectKind,
      table.subjectId,
      table.control,
    ),
    index('findings_coach').on(table.organisationId, table.coachId, table.state),
    tenantPolicy(),
  ],
)

/** The history of a finding. Append-only. */
export const findingEvents = pgTable(
  'finding_events',
  {
    ...tenantKey(),
    findingId: uuid('finding_id').notNull(),
    event: text('event', { enum: ['opened', 'reopened', 'closed'] }).notNull(),
    closeReason: text('close_reason'),
    because: text('because').notNull(),
    auditId: uuid('audit_id'),
    at: at('at').notNull(),
    /** When we wrote it down. */
    recordedAt: at('recorded_at')
      .notNull()
      .default(sql`moment()`),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    index('finding_events_finding').on(table.organisationId, table.findingId, table.at),
    tenantPolicy(),
  ],
)
