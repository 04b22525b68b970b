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
import { statementEventKinds, statementStates, statementSubjects } from '#lib/core/proof/statement'
import { at, tenantKey, tenantPolicy } from './columns'

/**
 * What somebody of a club said to be so where Zoom cannot tell, word for word. One that is said
 * again is a new row, so that nothing which was verified is ever changed. Its end, and who verified
 * it, are the newest of its events.
 */
export const statements = pgTable(
  'statements',
  {
    ...tenantKey(),
    /** The id of the rule that it is about. */
    rule: text('rule').notNull(),
    /** `club`: the club as a whole; `coach`: one on its register; else as of results. */
    subjectKind: text('subject_kind', { enum: statementSubjects }).notNull(),
    subjectId: uuid('subject_id').notNull(),
    /** Whose subject it is; null where it is the club's own. */
    coachId: uuid('coach_id'),
    /** The exact words that they said yes to, and their version. */
    words: text('words').notNull(),
    wordsVersion: integer('words_version').notNull(),
    /** What it rests on in place of the rule's own words, by its key in the rules, and as it was called. */
    equivalentKey: text('equivalent_key'),
    equivalent: text('equivalent'),
    statedBy: uuid('stated_by').notNull(),
    /** As they were called then. */
    statedByName: text('stated_by_name').notNull(),
    statedAt: at('stated_at').notNull(),
    lapsesAt: at('lapses_at').notNull(),
    evidenceRecordId: uuid('evidence_record_id').notNull(),
    state: text('state', { enum: statementStates }).notNull().default('in_force'),
    endedAt: at('ended_at'),
    /** A second person, never who said it and never whose subject it is. */
    verifiedBy: uuid('verified_by'),
    verifiedByName: text('verified_by_name'),
    verifiedAt: at('verified_at'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    uniqueIndex('statements_in_force')
      .on(table.organisationId, table.subjectKind, table.subjectId, table.rule)
      .where(sql`state = 'in_force'`),
    index('statements_newest').on(table.organisationId, table.statedAt, table.id),
    check('statements_ended', sql`(state = 'in_force') = (ended_at is null)`),
    check('statements_second', sql`verified_by is null or verified_by <> stated_by`),
    tenantPolicy(),
  ],
)

/** The history of a statement. Append-only. */
export const statementEvents = pgTable(
  'statement_events',
  {
    ...tenantKey(),
    statementId: uuid('statement_id').notNull(),
    event: text('event', { enum: statementEventKinds }).notNull(),
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
      columns: [table.organisationId, table.statementId],
      foreignColumns: [statements.organisationId, statements.id],
    }),
    index('statement_events_statement').on(table.organisationId, table.statementId, table.at),
    tenantPolicy(),
  ],
)
