import { sql } from 'drizzle-orm'
import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at, tenantKey, tenantPolicy } from './columns'

/** One row a club in the reader's tenancy (body or region). Written by delivery. */
export const rollUps = pgTable(
  'roll_ups',
  {
    organisationId: uuid('organisation_id').notNull(),
    clubOrganisationId: uuid('club_organisation_id').notNull(),
    clubName: text('club_name').notNull(),
    /** The name as lists sort and search it, whatever the capitals. */
    nameKey: text('name_key')
      .notNull()
      .generatedAlwaysAs(sql`lower(club_name)`),
    coaches: integer('coaches').notNull(),
    /** Coaches of under-18s online without a connection that works. */
    coachesNotConnected: integer('coaches_not_connected').notNull(),
    /** Connected coaches of whom something is not known; of them, those with meetings unsorted too long. */
    coachesNotKnown: integer('coaches_not_known').notNull().default(0),
    coachesUnsorted: integer('coaches_unsorted').notNull().default(0),
    /** Open findings on a MUST, and on a SHOULD. */
    blocking: integer('blocking').notNull(),
    advisory: integer('advisory').notNull(),
    /** Those that were accepted as a risk: not among the above, and never among those met. */
    acceptedBlocking: integer('accepted_blocking').notNull().default(0),
    acceptedAdvisory: integer('accepted_advisory').notNull().default(0),
    /** By when the first of those that block is, or was, to be mended. */
    oldestDueAt: at('oldest_due_at'),
    /** MUST results that could not be checked. */
    couldNotCheck: integer('could_not_check').notNull(),
    met: integer('met').notNull(),
    /** Results that Zoom never tells and somebody's statement stands in for: never among those met. */
    stated: integer('stated').notNull().default(0),
    oldestBlockingAt: at('oldest_blocking_at'),
    oldestCheckedAt: at('oldest_checked_at'),
    lastCheckedAt: at('last_checked_at'),
    /** Until when this may be believed; past it, the club is out of date. */
    goodUntil: at('good_until'),
    updatedAt: at('updated_at').notNull(),
    /** When the club left; from then on it is not counted. Kept by a trigger on affiliations. */
    leftAt: at('left_at'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.clubOrganisationId] }),
    tenantPolicy(),
  ],
)

/**
 * Whom a body or region can write to at a club: its welfare officers while the affiliation is in
 * force, by the ids of their membership and login. Written by delivery, which also takes them away.
 */
export const clubOfficers = pgTable(
  'club_officers',
  {
    ...tenantKey(),
    clubOrganisationId: uuid('club_organisation_id').notNull(),
    userId: uuid('user_id').notNull(),
    startsAt: at('starts_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    index('club_officers_club').on(table.clubOrganisationId, table.organisationId),
    tenantPolicy(),
  ],
)
