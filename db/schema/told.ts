import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at, tenantKey, tenantPolicy } from './columns'

/**
 * That somebody was told something that concerns an organisation, and what became of it: its own
 * copy, by delivery. The notice itself is with the person; the id is the same.
 */
export const told = pgTable(
  'told',
  {
    ...tenantKey(),
    kind: text('kind').notNull(),
    role: text('role').notNull(),
    /** Whom. */
    userId: uuid('user_id'),
    /** Whom it is about, where it is somebody on the register. */
    coachId: uuid('coach_id'),
    createdAt: at('created_at').notNull(),
    sendAfter: at('send_after').notNull(),
    state: text('state', { enum: ['waiting', 'sent', 'not_needed', 'failed'] }).notNull(),
    settledAt: at('settled_at'),
    failure: text('failure'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    index('told_newest').on(table.organisationId, table.createdAt, table.id),
    tenantPolicy(),
  ],
)
