import { sql } from 'drizzle-orm'
import {
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { LeftOut, RowSaid } from '#lib/core/imports/row-said'
import type { TypedRow } from '#lib/core/imports/fields'
import { importStates, rowPlans, rowStates } from '#lib/core/imports/states'
import { at, tenantKey, tenantPolicy } from './columns'

/**
 * A file of people that a club reads into its register: drafted, mended, then written by a worker.
 * The rows are erased when it is done, or when its time is over; what stays is how many there were.
 */
export const imports = pgTable(
  'imports',
  {
    ...tenantKey(),
    fileName: text('file_name').notNull(),
    /** How its bytes were read, and by what its cells are parted. */
    encoding: text('encoding').notNull(),
    separator: text('separator').notNull(),
    headers: jsonb('headers').$type<readonly string[]>().notNull(),
    /** For each column the field that it fills, or an empty text. */
    columns: jsonb('columns').$type<readonly string[]>().notNull(),
    /** Whether the day or the month comes first; null while that is not said, or nothing hangs on it. */
    dateOrder: text('date_order', { enum: ['day_first', 'month_first'] }),
    /** What holds where no cell says whether somebody coaches under-18s online; null while not said. */
    online: text('online', { enum: ['yes', 'no'] }),
    state: text('state', { enum: importStates }).notNull(),
    uploadedBy: uuid('uploaded_by').notNull(),
    uploadedByName: text('uploaded_by_name').notNull(),
    uploadedAt: at('uploaded_at').notNull(),
    confirmedBy: uuid('confirmed_by'),
    confirmedAt: at('confirmed_at'),
    /** Whoever confirmed it keeps this register no more: the rest waits for somebody else. */
    stoppedAt: at('stopped_at'),
    endedAt: at('ended_at'),
    eraseAt: at('erase_at').notNull(),
    rows: integer('rows').notNull(),
    added: integer('added').notNull().default(0),
    changed: integer('changed').notNull().default(0),
    same: integer('same').notNull().default(0),
    /** Rows that nobody wrote: their numbers and why, without what stood in them. */
    leftOut: jsonb('left_out').$type<readonly LeftOut[]>().notNull().default([]),
    leftOutCount: integer('left_out_count').notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    index('imports_newest').on(table.organisationId, table.uploadedAt),
    tenantPolicy(),
  ],
)

/** One row of such a file, as it was read and as it was mended. */
export const importRows = pgTable(
  'import_rows',
  {
    ...tenantKey(),
    importId: uuid('import_id').notNull(),
    /** Its number in the file, as a spreadsheet counts: the headings are row 1. */
    number: integer('number').notNull(),
    cells: jsonb('cells').$type<readonly string[]>().notNull(),
    /** What somebody typed instead; null where nobody did. */
    typed: jsonb('typed').$type<TypedRow>(),
    state: text('state', { enum: rowStates }).notNull().default('new'),
    plan: text('plan', { enum: rowPlans }),
    /** Who it is about: the same in two rows that are about one person. Null while not known. */
    personKey: text('person_key'),
    problems: jsonb('problems').$type<readonly RowSaid[]>().notNull().default([]),
    notes: jsonb('notes').$type<readonly RowSaid[]>().notNull().default([]),
    /** Whom it became on the register. */
    coachId: uuid('coach_id'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    foreignKey({
      columns: [table.organisationId, table.importId],
      foreignColumns: [imports.organisationId, imports.id],
    }),
    uniqueIndex('import_rows_number').on(table.organisationId, table.importId, table.number),
    index('import_rows_state').on(table.organisationId, table.importId, table.state, table.number),
    index('import_rows_person')
      .on(table.organisationId, table.importId, table.personKey)
      .where(sql`person_key is not null`),
    tenantPolicy(),
  ],
)
