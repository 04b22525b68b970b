import { sql } from 'drizzle-orm'
import {
  check,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { erasureOrigins, erasureStates, keptReasons } from '#lib/core/rights/erasure'
import { holdReasons } from '#lib/core/rights/legal-hold'
import { at, tenantKey, tenantPolicy } from './columns'
import { coaches } from './coaches'

/**
 * That what is held about somebody is to be erased, and what came of it. With a club: about a row of
 * its register. In a person's own record: what they asked for, and by delivery a copy of each club's
 * row under the same id, with the club's name.
 */
export const erasures = pgTable(
  'erasures',
  {
    ...tenantKey(),
    /** Null in a person's own record. */
    coachId: uuid('coach_id'),
    /** With a club: whose request it answers, until it is done. */
    personOrganisationId: uuid('person_organisation_id'),
    /** In a person's own record: of which club it is the copy. */
    ofOrganisationId: uuid('of_organisation_id'),
    ofName: text('of_name'),
    origin: text('origin', { enum: erasureOrigins }).notNull(),
    /** An officer who asked; null for the person and for the time that is set. */
    askedBy: uuid('asked_by'),
    askedByName: text('asked_by_name'),
    askedAt: at('asked_at').notNull(),
    /** By when the club has to say something. */
    answerBy: at('answer_by'),
    state: text('state', { enum: erasureStates }).notNull(),
    decidedBy: uuid('decided_by'),
    decidedByName: text('decided_by_name'),
    decidedAt: at('decided_at'),
    keptBecause: text('kept_because', { enum: keptReasons }),
    /** From when it is erased, once that is planned. */
    eraseAt: at('erase_at'),
    doneAt: at('done_at'),
    /** How much of what went. */
    counts: jsonb('counts').$type<Readonly<Record<string, number>>>(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    foreignKey({
      columns: [table.organisationId, table.coachId],
      foreignColumns: [coaches.organisationId, coaches.id],
    }),
    uniqueIndex('erasures_live')
      .on(table.organisationId, table.coachId)
      .where(sql`coach_id is not null and state in ('waiting', 'planned')`),
    uniqueIndex('erasures_own')
      .on(table.organisationId)
      .where(
        sql`coach_id is null and of_organisation_id is null and state in ('waiting', 'planned')`,
      ),
    index('erasures_newest').on(table.organisationId, table.askedAt, table.id),
    check('erasures_planned', sql`state <> 'planned' or erase_at is not null`),
    check('erasures_kept', sql`(state = 'kept') = (kept_because is not null)`),
    check('erasures_done', sql`(state = 'done') = (done_at is not null)`),
    tenantPolicy(),
  ],
)

/** That nothing of somebody is erased until a second person ends it. Never what the matter is. */
export const legalHolds = pgTable(
  'legal_holds',
  {
    ...tenantKey(),
    coachId: uuid('coach_id').notNull(),
    reason: text('reason', { enum: holdReasons }).notNull(),
    startsAt: at('starts_at').notNull(),
    startedBy: uuid('started_by').notNull(),
    startedByName: text('started_by_name').notNull(),
    endsAt: at('ends_at'),
    endedBy: uuid('ended_by'),
    endedByName: text('ended_by_name'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    foreignKey({
      columns: [table.organisationId, table.coachId],
      foreignColumns: [coaches.organisationId, coaches.id],
    }),
    uniqueIndex('legal_holds_one')
      .on(table.organisationId, table.coachId)
      .where(sql`ends_at is null`),
    check('legal_holds_second', sql`ended_by is null or ended_by <> started_by`),
    tenantPolicy(),
  ],
)
