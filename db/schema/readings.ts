import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at, tenantKey, tenantPolicy } from './columns'

/** The redacted projection of what Zoom said, once however often it is seen. Append-only. */
export const readings = pgTable(
  'readings',
  {
    organisationId: uuid('organisation_id').notNull(),
    /** SHA-256 of `body`, hexadecimal. */
    hash: text('hash').notNull(),
    bodyKind: text('body_kind').notNull(),
    /** RFC 8785 text: the exact bytes that were hashed. */
    body: text('body').notNull(),
    firstReadAt: at('first_read_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.hash] }), tenantPolicy()],
)

/**
 * One body asked for in one audit: the reading it gave, or why it gave none. Append-only. The
 * subject is the connection, or for a meeting the meeting.
 */
export const readingConfirmations = pgTable(
  'reading_confirmations',
  {
    ...tenantKey(),
    auditId: uuid('audit_id').notNull(),
    bodyKind: text('body_kind').notNull(),
    subjectId: uuid('subject_id').notNull(),
    readingHash: text('reading_hash'),
    couldNotCheckReason: text('could_not_check_reason'),
    readAt: at('read_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    index('reading_confirmations_audit').on(table.organisationId, table.auditId),
    index('reading_confirmations_read').on(table.organisationId, table.readAt),
    tenantPolicy(),
  ],
)
