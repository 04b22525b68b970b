import { sql } from 'drizzle-orm'
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { at, tenantKey, tenantPolicy } from './columns'

/**
 * A version of somebody's rules as it was published: the publisher's own row, and by delivery a copy
 * in the tenancy of each region and club below. Append-only; the id is the same everywhere.
 */
export const profilePublications = pgTable(
  'profile_publications',
  {
    ...tenantKey(),
    publisherOrganisationId: uuid('publisher_organisation_id').notNull(),
    /** The publisher's name for its rules, which with the version stands beside each result. */
    profile: text('profile').notNull(),
    version: integer('version').notNull(),
    document: jsonb('document').notNull(),
    /** What changed, in the publisher's own words. */
    note: text('note').notNull(),
    publishedAt: at('published_at').notNull(),
    inForceFrom: at('in_force_from').notNull(),
    /** Who published it; only in the publisher's own row. */
    publishedBy: uuid('published_by'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    uniqueIndex('profile_publications_version').on(
      table.organisationId,
      table.publisherOrganisationId,
      table.version,
    ),
    tenantPolicy(),
  ],
)

/**
 * Whose rules hold here, from when until when: each body and region above, whatever stands between.
 * Written by delivery as affiliations begin and end.
 */
export const profileSources = pgTable(
  'profile_sources',
  {
    ...tenantKey(),
    publisherOrganisationId: uuid('publisher_organisation_id').notNull(),
    publisherKind: text('publisher_kind', { enum: ['governing_body', 'region'] }).notNull(),
    publisherName: text('publisher_name').notNull(),
    startsAt: at('starts_at').notNull(),
    endsAt: at('ends_at'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    uniqueIndex('profile_sources_current')
      .on(table.organisationId, table.publisherOrganisationId)
      .where(sql`ends_at is null`),
    index('profile_sources_publisher').on(table.publisherOrganisationId),
    tenantPolicy(),
  ],
)

/** Rules that are being written. One at a time; `revision` tells two people's changes apart. */
export const profileDrafts = pgTable(
  'profile_drafts',
  {
    ...tenantKey(),
    state: text('state', { enum: ['open', 'published', 'withdrawn'] }).notNull(),
    document: jsonb('document').notNull(),
    revision: integer('revision').notNull().default(1),
    createdAt: at('created_at').notNull(),
    changedAt: at('changed_at').notNull(),
    changedBy: uuid('changed_by'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    uniqueIndex('profile_drafts_open')
      .on(table.organisationId)
      .where(sql`state = 'open'`),
    tenantPolicy(),
  ],
)

/** A question of a body, how its clubs would stand under a draft; answered in counts. */
export const profilePreviews = pgTable(
  'profile_previews',
  {
    ...tenantKey(),
    draftId: uuid('draft_id').notNull(),
    revision: integer('revision').notNull(),
    document: jsonb('document').notNull(),
    askedAt: at('asked_at').notNull(),
    clubs: integer('clubs').notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    index('profile_previews_draft').on(table.organisationId, table.draftId, table.askedAt),
    tenantPolicy(),
  ],
)

const counted = () => ({
  /** False where nothing of the club has been read yet, so that nothing can be said. */
  judged: boolean('judged'),
  /** Rules that it would newly fall short of: what must be met, and would not be. */
  newlyShort: text('newly_short').array(),
  /** The same of what is advice. */
  newlyAdvised: text('newly_advised').array(),
  /** Rules that nothing would be found against any more. */
  noLonger: text('no_longer').array(),
  answeredAt: at('answered_at'),
})

/** That question as it reached a club, and what the club's own readings say to it. */
export const previewQuestions = pgTable(
  'preview_questions',
  {
    ...tenantKey(),
    previewId: uuid('preview_id').notNull(),
    publisherOrganisationId: uuid('publisher_organisation_id').notNull(),
    document: jsonb('document').notNull(),
    askedAt: at('asked_at').notNull(),
    ...counted(),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.id] }), tenantPolicy()],
)

/** One club's answer, in the tenancy of who asked. It does not say which club: id is the question's. */
export const previewAnswers = pgTable(
  'preview_answers',
  {
    ...tenantKey(),
    previewId: uuid('preview_id').notNull(),
    ...counted(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    index('preview_answers_preview').on(table.organisationId, table.previewId),
    tenantPolicy(),
  ],
)
