import { sql } from 'drizzle-orm'
import {
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { at, tenantKey, tenantPolicy } from './columns'

const noTexts = sql`'{}'::text[]`

/** What somebody is asked to say yes to: a policy's version, or words that come with the product. */
const what = () => ({
  kind: text('kind', { enum: ['policy', 'checklist', 'drill', 'statement'] }).notNull(),
  policyId: uuid('policy_id'),
  /** The policy's version; null where the words come with the product. */
  versionId: uuid('version_id'),
  /** Which words of the product's own; null where it is a policy. */
  words: text('words'),
})

/** Somebody on the register is asked to sign. Whether it is late is worked out when it is read. */
export const signOffRequests = pgTable(
  'sign_off_requests',
  {
    ...tenantKey(),
    coachId: uuid('coach_id').notNull(),
    ...what(),
    /** Where it is asked for each session: which one. */
    sessionId: uuid('session_id'),
    state: text('state', {
      enum: ['not_sent', 'sent', 'opened', 'acknowledged', 'declined', 'superseded', 'withdrawn'],
    }).notNull(),
    askedAt: at('asked_at').notNull(),
    sentAt: at('sent_at'),
    dueAt: at('due_at').notNull(),
    graceUntil: at('grace_until').notNull(),
    openedAt: at('opened_at'),
    chasedAt: at('chased_at'),
    /** When it was acknowledged, declined, superseded or withdrawn. */
    endedAt: at('ended_at'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    uniqueIndex('sign_off_requests_policy')
      .on(table.organisationId, table.coachId, table.versionId)
      .where(sql`kind = 'policy' and state in ('not_sent', 'sent', 'opened', 'declined')`),
    index('sign_off_requests_coach').on(table.organisationId, table.coachId, table.state),
    index('sign_off_requests_version').on(table.organisationId, table.versionId, table.state),
    index('sign_off_requests_due').on(table.organisationId, table.state, table.dueAt),
    tenantPolicy(),
  ],
)

/** That somebody signed, with all that they were shown. Once a request. Append-only. */
export const signOffs = pgTable(
  'sign_offs',
  {
    ...tenantKey(),
    requestId: uuid('request_id').notNull(),
    coachId: uuid('coach_id').notNull(),
    userId: uuid('user_id').notNull(),
    /** As they were called then, how they were signed in, and what they were here. */
    name: text('name').notNull(),
    loginMethod: text('login_method').notNull(),
    roles: text('roles').array().notNull().default(noTexts),
    clubName: text('club_name').notNull(),
    ...what(),
    title: text('title').notNull(),
    version: integer('version').notNull(),
    /** Of the exact bytes that were shown, hexadecimal. */
    sha256: text('sha256').notNull(),
    statement: text('statement').notNull(),
    statementVersion: integer('statement_version').notNull(),
    signedAt: at('signed_at').notNull(),
    /** What stands on the receipt, to be read out. */
    receipt: text('receipt').notNull(),
    evidenceRecordId: uuid('evidence_record_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    foreignKey({
      columns: [table.organisationId, table.requestId],
      foreignColumns: [signOffRequests.organisationId, signOffRequests.id],
    }),
    uniqueIndex('sign_offs_once').on(table.organisationId, table.requestId),
    index('sign_offs_coach').on(table.organisationId, table.coachId, table.signedAt),
    index('sign_offs_version').on(table.organisationId, table.versionId),
    tenantPolicy(),
  ],
)

/** Where a sign-off came from, beside the record and kept briefly. Its id is the sign-off's. */
export const signOffOrigins = pgTable(
  'sign_off_origins',
  {
    ...tenantKey(),
    address: text('address'),
    agent: text('agent'),
    deleteAfter: at('delete_after').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.id] }), tenantPolicy()],
)

/** The history of a request, a question and its answer included. Append-only. */
export const signOffEvents = pgTable(
  'sign_off_events',
  {
    ...tenantKey(),
    requestId: uuid('request_id').notNull(),
    coachId: uuid('coach_id').notNull(),
    event: text('event', {
      enum: [
        'asked',
        'sent',
        'opened',
        'acknowledged',
        'declined',
        'question',
        'answered',
        'chased',
        'superseded',
        'withdrawn',
      ],
    }).notNull(),
    /** Null where it came about by itself. */
    byUserId: uuid('by_user_id'),
    byName: text('by_name'),
    /** Why it was declined, what was asked, or the answer. */
    text: text('text'),
    at: at('at').notNull(),
    evidenceRecordId: uuid('evidence_record_id'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    foreignKey({
      columns: [table.organisationId, table.requestId],
      foreignColumns: [signOffRequests.organisationId, signOffRequests.id],
    }),
    index('sign_off_events_request').on(table.organisationId, table.requestId, table.at),
    tenantPolicy(),
  ],
)
