import { index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at, tenantKey, tenantPolicy } from './columns'

/** Who did what, when. Append-only. */
export const trail = pgTable(
  'trail',
  {
    ...tenantKey(),
    at: at('at').notNull(),
    /** A user's id, or null where a worker or a command on the server acted. */
    actorUserId: uuid('actor_user_id'),
    actor: text('actor', { enum: ['user', 'worker', 'server'] }).notNull(),
    command: text('command').notNull(),
    subjectKind: text('subject_kind').notNull(),
    subjectId: uuid('subject_id'),
    /** Facts in plain keys; never a secret, never a child. */
    detail: jsonb('detail').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    index('trail_at').on(table.organisationId, table.at),
    tenantPolicy(),
  ],
)
