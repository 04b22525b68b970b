import { sql } from 'drizzle-orm'
import {
  customType,
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

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

const noTexts = sql`'{}'::text[]`

/** Whom a version is for: every kind that names anything has to fit; none at all is everybody. */
const audience = () => ({
  audienceRoles: text('audience_roles').array().notNull().default(noTexts),
  audienceTeams: text('audience_teams').array().notNull().default(noTexts),
  audienceTags: text('audience_tags').array().notNull().default(noTexts),
})

/**
 * A policy: its publisher's own row, and by delivery a copy in the tenancy of each region and club
 * below. The id is the same everywhere. Its title is that of its newest version.
 */
export const policies = pgTable(
  'policies',
  {
    ...tenantKey(),
    publisherOrganisationId: uuid('publisher_organisation_id').notNull(),
    publisherKind: text('publisher_kind', { enum: ['governing_body', 'region', 'club'] }).notNull(),
    publisherName: text('publisher_name').notNull(),
    title: text('title').notNull(),
    /** Ids of the rules that it answers. */
    rules: text('rules').array().notNull().default(noTexts),
    createdAt: at('created_at').notNull(),
    /** Nobody is asked to follow it any more; what was said to it stands. */
    withdrawnAt: at('withdrawn_at'),
    withdrawnWhy: text('withdrawn_why'),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.id] }), tenantPolicy()],
)

/** A version as it was published, or delivered. Append-only; the id is the same everywhere. */
export const policyVersions = pgTable(
  'policy_versions',
  {
    ...tenantKey(),
    policyId: uuid('policy_id').notNull(),
    publisherOrganisationId: uuid('publisher_organisation_id').notNull(),
    version: integer('version').notNull(),
    title: text('title').notNull(),
    rules: text('rules').array().notNull().default(noTexts),
    format: text('format', { enum: ['markdown', 'pdf'] }).notNull(),
    /**
     * The exact bytes. A PDF stands with its publisher alone, where `policy_content()` finds it for
     * whoever has the version.
     */
    content: bytes('content'),
    /** Of the exact bytes, hexadecimal; and how many there are. */
    sha256: text('sha256').notNull(),
    length_bytes: integer('length_bytes').notNull(),
    /** A few plain sentences, which are shown first. */
    shortVersion: text('short_version').notNull(),
    whatChanged: text('what_changed').notNull(),
    change: text('change', { enum: ['material', 'minor'] }).notNull(),
    publishedAt: at('published_at').notNull(),
    /** Only in the publisher's own row. */
    publishedBy: uuid('published_by'),
    publishedByName: text('published_by_name'),
    inForceFrom: at('in_force_from').notNull(),
    /** How long people have to say that they have read it, and how long after that it is only late. */
    due_days: integer('due_days').notNull(),
    grace_days: integer('grace_days').notNull(),
    ...audience(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    uniqueIndex('policy_versions_version').on(table.organisationId, table.policyId, table.version),
    tenantPolicy(),
  ],
)

/** A version that is being written. One at a time a policy; `revision` tells two people's changes apart. */
export const policyDrafts = pgTable(
  'policy_drafts',
  {
    ...tenantKey(),
    policyId: uuid('policy_id').notNull(),
    state: text('state', { enum: ['open', 'published', 'withdrawn'] }).notNull(),
    revision: integer('revision').notNull().default(1),
    title: text('title').notNull(),
    rules: text('rules').array().notNull().default(noTexts),
    format: text('format', { enum: ['markdown', 'pdf'] }).notNull(),
    markdown: text('markdown').notNull().default(''),
    pdf: bytes('pdf'),
    shortVersion: text('short_version').notNull().default(''),
    whatChanged: text('what_changed').notNull().default(''),
    change: text('change', { enum: ['material', 'minor'] }).notNull(),
    /** The day from which it would hold, as `2026-12-01`; empty for at once. */
    inForceFrom: text('in_force_from').notNull().default(''),
    due_days: integer('due_days').notNull(),
    grace_days: integer('grace_days').notNull(),
    ...audience(),
    createdAt: at('created_at').notNull(),
    changedAt: at('changed_at').notNull(),
    changedBy: uuid('changed_by'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    uniqueIndex('policy_drafts_open')
      .on(table.organisationId, table.policyId)
      .where(sql`state = 'open'`),
    tenantPolicy(),
  ],
)

/** What a club said to a version that was delivered to it; the newest counts. Append-only. */
export const adoptions = pgTable(
  'adoptions',
  {
    ...tenantKey(),
    policyId: uuid('policy_id').notNull(),
    versionId: uuid('version_id').notNull(),
    decision: text('decision', { enum: ['adopted', 'not_yet'] }).notNull(),
    /** Why not yet. */
    why: text('why'),
    byUserId: uuid('by_user_id').notNull(),
    /** As they were called then. */
    byName: text('by_name').notNull(),
    at: at('at').notNull(),
    evidenceRecordId: uuid('evidence_record_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    foreignKey({
      columns: [table.organisationId, table.versionId],
      foreignColumns: [policyVersions.organisationId, policyVersions.id],
    }),
    uniqueIndex('adoptions_once')
      .on(table.organisationId, table.versionId)
      .where(sql`decision = 'adopted'`),
    index('adoptions_policy').on(table.organisationId, table.policyId, table.at),
    tenantPolicy(),
  ],
)

/** How a club below stands to a version, in the tenancy of its publisher and the regions between. */
export const clubAdoptions = pgTable(
  'club_adoptions',
  {
    ...tenantKey(),
    policyId: uuid('policy_id').notNull(),
    versionId: uuid('version_id').notNull(),
    clubOrganisationId: uuid('club_organisation_id').notNull(),
    clubName: text('club_name').notNull(),
    state: text('state', { enum: ['waiting', 'not_yet', 'adopted'] }).notNull(),
    why: text('why'),
    byName: text('by_name'),
    deliveredAt: at('delivered_at').notNull(),
    /** When the club said so. */
    at: at('at'),
    leftAt: at('left_at'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    uniqueIndex('club_adoptions_once').on(
      table.organisationId,
      table.versionId,
      table.clubOrganisationId,
    ),
    index('club_adoptions_list').on(
      table.organisationId,
      table.versionId,
      table.state,
      table.clubName,
    ),
    index('club_adoptions_club').on(table.organisationId, table.clubOrganisationId),
    tenantPolicy(),
  ],
)
