import { index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { noticeFailures } from '#lib/core/notices/failures'
import { at, tenantKey, tenantPolicy } from './columns'

/**
 * What somebody is told, and whether they have been: the outbox, in the tenancy of the person
 * addressed. Written by delivery; what its words are made of, and no words. Kinds and their rules
 * are in lib/core/notices/.
 */
export const notices = pgTable(
  'notices',
  {
    ...tenantKey(),
    kind: text('kind').notNull(),
    /** As what they are told: `person` is the holder of a Zoom connection. */
    role: text('role').notNull(),
    /** The club it concerns; null where it is about the person's own Zoom account. */
    ofOrganisationId: uuid('of_organisation_id'),
    ofName: text('of_name'),
    ofSlug: text('of_slug'),
    subjectKind: text('subject_kind').notNull(),
    subjectId: uuid('subject_id').notNull(),
    /** Times, numbers and the coach's name; never a topic, a link or a child. */
    facts: jsonb('facts').notNull(),
    /** The kind, the subject and the occasion: nobody is told the same twice. */
    dedupeKey: text('dedupe_key').notNull(),
    createdAt: at('created_at').notNull(),
    sendAfter: at('send_after').notNull(),
    state: text('state', { enum: ['waiting', 'sent', 'not_needed', 'failed'] }).notNull(),
    /** When it was sent, was found not to be needed, or was given up. */
    settledAt: at('settled_at'),
    messageId: text('message_id'),
    /** The first notice of the digest that it is mailed in; null where it goes by itself. */
    digestId: uuid('digest_id'),
    attempts: integer('attempts').notNull().default(0),
    failure: text('failure', { enum: noticeFailures }),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    unique('notices_once').on(table.organisationId, table.dedupeKey),
    index('notices_newest').on(table.organisationId, table.createdAt, table.id),
    tenantPolicy(),
  ],
)
