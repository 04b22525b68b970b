import { sql } from 'drizzle-orm'
import { bigserial, index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at, tenantPolicy } from './columns'

/** A row that a trigger writes: its id is the database's. */
const written = () => ({
  organisationId: uuid('organisation_id').notNull(),
  id: uuid('id')
    .notNull()
    .default(sql`gen_random_uuid()`),
})

/**
 * Every state that a row of some tables was in: whatever way it was written, a trigger adds it here.
 * Append-only. What was so at a moment is the last that was written of those from before it.
 */
export const pastStates = pgTable(
  'past_states',
  {
    ...written(),
    /** The order in which they were written. */
    seq: bigserial('seq', { mode: 'number' }).notNull(),
    ofTable: text('of_table').notNull(),
    rowId: uuid('row_id').notNull(),
    /** Since when it was so, and when it was written down. */
    validFrom: at('valid_from').notNull(),
    recordedAt: at('recorded_at').notNull(),
    state: jsonb('state').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    index('past_states_row').on(table.organisationId, table.ofTable, table.rowId, table.seq),
    tenantPolicy(),
  ],
)

/** When a result left the projection: its session ended, its rule was withdrawn. Append-only. */
export const resultEnds = pgTable(
  'result_ends',
  {
    ...written(),
    subjectKind: text('subject_kind').notNull(),
    subjectId: uuid('subject_id').notNull(),
    control: text('control').notNull(),
    validFrom: at('valid_from').notNull(),
    recordedAt: at('recorded_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    index('result_ends_subject').on(
      table.organisationId,
      table.subjectKind,
      table.subjectId,
      table.control,
    ),
    tenantPolicy(),
  ],
)

/**
 * When a check of a connection was due by itself: written when it becomes so, and for each that
 * nobody could begin as soon as somebody can. With its holder, and by delivery with each club that
 * the connection is shared with. Append-only.
 */
export const checksDue = pgTable(
  'checks_due',
  {
    ...written(),
    connectionId: uuid('connection_id').notNull(),
    dueAt: at('due_at').notNull(),
    recordedAt: at('recorded_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    index('checks_due_connection').on(table.organisationId, table.connectionId, table.dueAt),
    tenantPolicy(),
  ],
)
