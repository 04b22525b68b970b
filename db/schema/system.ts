import { index, integer, pgSchema, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { at } from './columns'

/** What belongs to no organisation: ids, hashes and times, reached only through functions. */
export const system = pgSchema('system')

/** Everything that must happen by itself. A job is only a hint to look here. */
export const due = system.table(
  'due',
  {
    kind: text('kind').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    subjectId: uuid('subject_id').notNull(),
    at: at('at').notNull(),
    leaseToken: uuid('lease_token'),
    leaseUntil: at('lease_until'),
    attempts: integer('attempts').notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.kind, table.organisationId, table.subjectId] }),
    index('due_at').on(table.at),
  ],
)

/** Hashes of what the public may hold: invitations, a body's code. */
export const publicTokens = system.table(
  'public_tokens',
  {
    hash: text('hash').primaryKey(),
    kind: text('kind').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    subjectId: uuid('subject_id').notNull(),
    expiresAt: at('expires_at').notNull(),
    usedAt: at('used_at'),
  },
  (table) => [uniqueIndex('public_tokens_subject').on(table.kind, table.subjectId)],
)

/** When each worker process last said that it lives. */
export const workersSeen = system.table('workers_seen', {
  worker: text('worker').primaryKey(),
  seenAt: at('seen_at').notNull(),
})
