import { sql } from 'drizzle-orm'
import { pgPolicy, pgRole, timestamp, uuid } from 'drizzle-orm/pg-core'

export const app = pgRole('app').existing()

/** A moment, always with its zone; PostgreSQL keeps it as UTC. */
export const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** Whose row it is, and its UUIDv7. Together they are the key of every tenant table. */
export const tenantKey = () => ({
  organisationId: uuid('organisation_id').notNull(),
  id: uuid('id').notNull(),
})

/**
 * The one rule of isolation: the row's organisation is the transaction's. The inner select makes
 * PostgreSQL read the setting once a statement; after a transaction it reads '' and not null.
 * FORCE, which drizzle cannot say, is in the migration that follows the tables.
 */
const isOwn = sql`organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)`

export const tenantPolicy = () =>
  pgPolicy('tenant', { for: 'all', to: app, using: isOwn, withCheck: isOwn })
