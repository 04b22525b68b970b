import { boolean, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { at, tenantKey, tenantPolicy } from './columns'

/** governing_body, region, club or person. Its own id is its tenant key. */
export const organisations = pgTable(
  'organisations',
  {
    organisationId: uuid('organisation_id').primaryKey(),
    kind: text('kind', { enum: ['governing_body', 'region', 'club', 'person'] }).notNull(),
    name: text('name').notNull(),
    slug: text('slug').notNull(),
    /** Only for a person: whose record it is. */
    userId: uuid('user_id'),
    /** Only for a person: by which clock they are written to; null for the United Kingdom's. */
    timeZone: text('time_zone'),
    createdAt: at('created_at').notNull(),
  },
  (table) => [
    uniqueIndex('organisations_slug').on(table.slug),
    uniqueIndex('organisations_person').on(table.userId),
    tenantPolicy(),
  ],
)

/** Who may do what here, from when until when. */
export const memberships = pgTable(
  'memberships',
  {
    ...tenantKey(),
    userId: uuid('user_id').notNull(),
    role: text('role', {
      enum: ['person', 'coach', 'welfare_officer', 'administrator', 'safeguarding_lead', 'auditor'],
    }).notNull(),
    /** Only for a coach: the row of the register that an accepted invitation linked. */
    coachId: uuid('coach_id'),
    startsAt: at('starts_at').notNull(),
    endsAt: at('ends_at'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    uniqueIndex('memberships_current')
      .on(table.organisationId, table.userId, table.role)
      .where(sql`ends_at is null`),
    tenantPolicy(),
  ],
)

/** A copy of each membership in the person's own tenancy: "my clubs". Written by delivery. */
export const myMemberships = pgTable(
  'my_memberships',
  {
    ...tenantKey(),
    ofOrganisationId: uuid('of_organisation_id').notNull(),
    ofKind: text('of_kind').notNull(),
    ofName: text('of_name').notNull(),
    ofSlug: text('of_slug').notNull(),
    role: text('role').notNull(),
    coachId: uuid('coach_id'),
    startsAt: at('starts_at').notNull(),
    endsAt: at('ends_at'),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.id] }), tenantPolicy()],
)

/** Which organisation is under which, a row at both ends. `side` says which end this row is. */
export const affiliations = pgTable(
  'affiliations',
  {
    ...tenantKey(),
    side: text('side', { enum: ['lower', 'upper'] }).notNull(),
    otherOrganisationId: uuid('other_organisation_id').notNull(),
    otherName: text('other_name').notNull(),
    otherKind: text('other_kind').notNull(),
    startsAt: at('starts_at').notNull(),
    endsAt: at('ends_at'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    uniqueIndex('affiliations_current')
      .on(table.organisationId, table.otherOrganisationId, table.side)
      .where(sql`ends_at is null`),
    tenantPolicy(),
  ],
)

/** An invitation to a post here, to a row of the register, or (from a body) to a new club. */
export const invitations = pgTable(
  'invitations',
  {
    ...tenantKey(),
    purpose: text('purpose', { enum: ['member', 'coach', 'club'] }).notNull(),
    email: text('email').notNull(),
    role: text('role').notNull(),
    coachId: uuid('coach_id'),
    clubName: text('club_name'),
    state: text('state', { enum: ['sent', 'accepted', 'withdrawn'] }).notNull(),
    createdAt: at('created_at').notNull(),
    expiresAt: at('expires_at').notNull(),
    acceptedAt: at('accepted_at'),
    acceptedBy: uuid('accepted_by'),
    /** One of many, which a worker has not mailed yet. */
    mailPending: boolean('mail_pending').notNull().default(false),
  },
  (table) => [primaryKey({ columns: [table.organisationId, table.id] }), tenantPolicy()],
)

/** A club that asks a body, by the body's code, to be let in. Nothing exists until it is. */
export const joinRequests = pgTable(
  'join_requests',
  {
    ...tenantKey(),
    clubName: text('club_name').notNull(),
    userId: uuid('user_id').notNull(),
    userName: text('user_name').notNull(),
    userEmail: text('user_email').notNull(),
    state: text('state', { enum: ['waiting', 'approved', 'declined'] }).notNull(),
    createdAt: at('created_at').notNull(),
    decidedAt: at('decided_at'),
    decidedBy: uuid('decided_by'),
    clubOrganisationId: uuid('club_organisation_id'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    unique('join_requests_once').on(table.organisationId, table.userId, table.clubName),
    tenantPolicy(),
  ],
)
