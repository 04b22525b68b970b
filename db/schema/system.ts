import {
  date,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
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

/**
 * What Zoom told us by webhook, once for each body, stored before anything is done about it. Of the
 * body only ids, times and the name of the event: no names, links, addresses or secrets. Handing it
 * to its holders is part of storing it, so that nothing global is left to do.
 */
export const webhookInbox = system.table(
  'webhook_inbox',
  {
    /** SHA-256 of the raw bytes, hexadecimal: the same in every retry. */
    bodyHash: text('body_hash').primaryKey(),
    event: text('event').notNull(),
    /** When it happened at Zoom; when it arrived, where Zoom did not say. */
    eventAt: at('event_at').notNull(),
    zoomAccountId: text('zoom_account_id').notNull(),
    zoomUserId: text('zoom_user_id'),
    zoomMeetingId: text('zoom_meeting_id'),
    facts: jsonb('facts').notNull(),
    /** Zoom's own id of the delivery. */
    requestId: text('request_id'),
    receivedAt: at('received_at').notNull(),
    /** To how many connections it was handed. */
    holders: integer('holders').notNull(),
  },
  (table) => [index('webhook_inbox_received').on(table.receivedAt)],
)

/**
 * What a Zoom account may still be asked, for each of Zoom's classes of requests: shared by every
 * process, whoever of the account it is about. Kept by the database's clock.
 */
export const zoomBudgets = system.table(
  'zoom_budgets',
  {
    zoomAccountId: text('zoom_account_id').notNull(),
    label: text('label').notNull(),
    /** When the places that are taken would all be used at an even pace. */
    pacedUntil: at('paced_until').notNull(),
    /** The day (UTC) of `used`. */
    day: date('day').notNull(),
    used: integer('used').notNull(),
  },
  (table) => [primaryKey({ columns: [table.zoomAccountId, table.label] })],
)

/** Until when an account is left alone, because Zoom said that it was asked too often. */
export const zoomQuiet = system.table('zoom_quiet', {
  zoomAccountId: text('zoom_account_id').primaryKey(),
  until: at('until').notNull(),
})

/** How many changes were made today (UTC) for a Zoom user, of those that Zoom allows. */
export const zoomChanges = system.table('zoom_changes', {
  zoomUserId: text('zoom_user_id').primaryKey(),
  day: date('day').notNull(),
  used: integer('used').notNull(),
})
