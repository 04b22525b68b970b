import { boolean, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at, tenantKey, tenantPolicy } from './columns'

/**
 * A row of a club's register. It is linked to a person only by an invitation that was accepted,
 * never by an e-mail address: couples share them.
 */
export const coaches = pgTable(
  'coaches',
  {
    ...tenantKey(),
    name: text('name').notNull(),
    email: text('email').notNull(),
    teams: text('teams').notNull().default(''),
    /** Marks of the club's own, for whom a policy is: set apart as teams are. */
    tags: text('tags').notNull().default(''),
    coachesUnder18sOnline: boolean('coaches_under_18s_online').notNull(),
    /** False for an officer or helper who does not coach: no Zoom account is asked of them. */
    coaching: boolean('coaching').notNull().default(true),
    userId: uuid('user_id'),
    personOrganisationId: uuid('person_organisation_id'),
    startsAt: at('starts_at').notNull(),
    endsAt: at('ends_at'),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.id] }), tenantPolicy()],
)
