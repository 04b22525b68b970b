import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at, tenantKey, tenantPolicy } from './columns'

/**
 * A fact with its salt, hashed for the log that will sequence it. Append-only; where somebody is erased,
 * its text goes, and that it was there stays.
 */
export const evidenceRecords = pgTable(
  'evidence_records',
  {
    ...tenantKey(),
    kind: text('kind').notNull(),
    /** RFC 8785 text with 16 random bytes of salt; null once it was erased. */
    record: text('record'),
    /** SHA-256(record), hexadecimal: what the log publishes. */
    entry: text('entry').notNull(),
    /** SHA-256(0x00 ‖ entry), hexadecimal. */
    leaf: text('leaf').notNull(),
    recordedAt: at('recorded_at').notNull(),
    erasedAt: at('erased_at'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    check('evidence_records_erased', sql`(record is null) = (erased_at is not null)`),
    index('evidence_records_recorded').on(table.organisationId, table.recordedAt),
    tenantPolicy(),
  ],
)

/** A pack that was asked for, from request to file. */
export const evidencePacks = pgTable(
  'evidence_packs',
  {
    ...tenantKey(),
    from: at('from').notNull(),
    until: at('until').notNull(),
    state: text('state', {
      enum: ['requested', 'building', 'ready', 'failed', 'deleted'],
    }).notNull(),
    requestedBy: text('requested_by').notNull(),
    requestedAt: at('requested_at').notNull(),
    readyAt: at('ready_at'),
    bytes: bigint('bytes', { mode: 'number' }),
    files: integer('files'),
    sha256: text('sha256'),
    /** The size of the log's tree that its body is pinned to. */
    checkpointSize: bigint('checkpoint_size', { mode: 'number' }),
    manifestSha256: text('manifest_sha256'),
    /** Of the words on whom to believe, which stand beside the body. */
    policySha256: text('policy_sha256'),
    /** The record that names the manifest. */
    evidenceRecordId: uuid('evidence_record_id'),
    failure: text('failure'),
    deleteAfter: at('delete_after').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.id] }), tenantPolicy()],
)
