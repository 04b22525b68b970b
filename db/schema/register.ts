import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { appointmentRoles } from '#lib/core/register/appointment'
import {
  credentialKinds,
  credentialStates,
  nameReasons,
  verifiedHows,
} from '#lib/core/register/credential'
import type { Named } from '#lib/core/register/same-person'
import { registerEventKinds, registerSubjects } from '#lib/core/register/event'
import { at, tenantKey, tenantPolicy } from './columns'
import { coaches } from './coaches'

/**
 * A post that somebody on the register has at the club, or for one of its teams. Offered by an
 * officer; the person says yes or no themselves. It is theirs from then until it ends; two people
 * may have the same one while one hands it to the other.
 */
export const appointments = pgTable(
  'appointments',
  {
    ...tenantKey(),
    coachId: uuid('coach_id').notNull(),
    role: text('role', { enum: appointmentRoles }).notNull(),
    /** Empty where it is of the whole club. */
    team: text('team').notNull().default(''),
    offeredAt: at('offered_at').notNull(),
    offeredBy: uuid('offered_by'),
    offeredByName: text('offered_by_name').notNull(),
    acceptedAt: at('accepted_at'),
    declinedAt: at('declined_at'),
    withdrawnAt: at('withdrawn_at'),
    /** From which day it is theirs, and until which; the second may be known before. */
    startsAt: at('starts_at').notNull(),
    endsAt: at('ends_at'),
    /** Whose post it is to take over: that one ends on the day of the handover. */
    takesOverFrom: uuid('takes_over_from'),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    foreignKey({
      columns: [table.organisationId, table.coachId],
      foreignColumns: [coaches.organisationId, coaches.id],
    }),
    uniqueIndex('appointments_one')
      .on(table.organisationId, table.coachId, table.role, table.team)
      .where(sql`ends_at is null and declined_at is null and withdrawn_at is null`),
    index('appointments_coach').on(table.organisationId, table.coachId),
    check('appointments_answer', sql`num_nonnulls(accepted_at, declined_at, withdrawn_at) <= 1`),
    check('appointments_ends', sql`ends_at is null or ends_at >= starts_at`),
    tenantPolicy(),
  ],
)

/**
 * What somebody on the register has to show: a dated claim, and never its paper, its content or
 * anything that a check found. One that changes is a new row, which nobody has verified yet.
 */
export const credentials = pgTable(
  'credentials',
  {
    ...tenantKey(),
    coachId: uuid('coach_id').notNull(),
    kind: text('kind', { enum: credentialKinds }).notNull(),
    /** By whom and how much, where that has a word: `dbs`, `enhanced`; else as the issuer calls it. */
    scheme: text('scheme').notNull().default(''),
    level: text('level').notNull().default(''),
    issuer: text('issuer').notNull().default(''),
    /** Its number, sealed for this row; null where none was given, or it was erased. */
    referenceSealed: text('reference_sealed'),
    referenceKeyId: text('reference_key_id'),
    referenceErasedAt: at('reference_erased_at'),
    /** The name on it where that is another, and why. */
    nameOnIt: text('name_on_it'),
    nameReason: text('name_reason', { enum: nameReasons }),
    /** Asked for and not there yet; null once it is. Days without a time, as on the paper. */
    appliedOn: date('applied_on'),
    issuedOn: date('issued_on'),
    /** The last day that stands on it, where one does. When the rules want it anew is theirs to say. */
    expiresOn: date('expires_on'),
    /** Of a licence or an insurance: whether it covers coaching online. Null where nobody said. */
    coversOnline: boolean('covers_online'),
    /** Of a record check: the issuer says by itself when something changes. */
    onUpdateService: boolean('on_update_service').notNull().default(false),
    providedBy: uuid('provided_by'),
    providedByName: text('provided_by_name').notNull(),
    providedAt: at('provided_at').notNull(),
    state: text('state', { enum: credentialStates }).notNull().default('in_force'),
    endedAt: at('ended_at'),
    /** A second person, never who provided it and never whose it is. */
    verifiedBy: uuid('verified_by'),
    verifiedByName: text('verified_by_name'),
    verifiedHow: text('verified_how', { enum: verifiedHows }),
    verifiedAt: at('verified_at'),
    /** When somebody last saw that nothing has changed since. */
    statusCheckedAt: at('status_checked_at'),
    evidenceRecordId: uuid('evidence_record_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    foreignKey({
      columns: [table.organisationId, table.coachId],
      foreignColumns: [coaches.organisationId, coaches.id],
    }),
    uniqueIndex('credentials_in_force')
      // One that is asked for may wait beside the one that still counts.
      .on(table.organisationId, table.coachId, table.kind, sql`(issued_on is null)`)
      .where(sql`state = 'in_force'`),
    index('credentials_waiting')
      .on(table.organisationId, table.providedAt, table.id)
      .where(sql`state = 'in_force' and verified_at is null and issued_on is not null`),
    index('credentials_coach').on(table.organisationId, table.coachId, table.providedAt),
    index('credentials_by_key')
      .on(table.referenceKeyId)
      .where(sql`reference_key_id is not null`),
    check('credentials_ended', sql`(state = 'in_force') = (ended_at is null)`),
    check('credentials_second', sql`verified_by is null or verified_by <> provided_by`),
    check(
      'credentials_verified',
      sql`num_nonnulls(verified_at, verified_how, verified_by_name) in (0, 3)`,
    ),
    check('credentials_dated', sql`num_nonnulls(applied_on, issued_on) = 1`),
    check('credentials_name', sql`(name_on_it is null) = (name_reason is null)`),
    check('credentials_sealed', sql`(reference_sealed is null) = (reference_key_id is null)`),
    tenantPolicy(),
  ],
)

/** What happened to appointments, credentials and rows of the register. Append-only. */
export const registerEvents = pgTable(
  'register_events',
  {
    ...tenantKey(),
    coachId: uuid('coach_id').notNull(),
    subjectKind: text('subject_kind', { enum: registerSubjects }).notNull(),
    subjectId: uuid('subject_id').notNull(),
    event: text('event', { enum: registerEventKinds }).notNull(),
    /** Null where it happened by itself. */
    byUserId: uuid('by_user_id'),
    byName: text('by_name'),
    at: at('at').notNull(),
    recordedAt: at('recorded_at').notNull(),
    evidenceRecordId: uuid('evidence_record_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    index('register_events_subject').on(table.organisationId, table.subjectId, table.at),
    index('register_events_coach').on(table.organisationId, table.coachId, table.at),
    tenantPolicy(),
  ],
)

/** To whom more of a record check was shown than that it is there. Append-only. */
export const recordCheckViews = pgTable(
  'record_check_views',
  {
    ...tenantKey(),
    coachId: uuid('coach_id').notNull(),
    credentialId: uuid('credential_id').notNull(),
    viewedBy: uuid('viewed_by'),
    viewedByName: text('viewed_by_name').notNull(),
    /** Its number stood there too. */
    withReference: boolean('with_reference').notNull(),
    at: at('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    index('record_check_views_coach').on(table.organisationId, table.coachId, table.at),
    tenantPolicy(),
  ],
)

/** Somebody who is not to start, or not to go on, from when until when. Never why. */
export const suspensions = pgTable(
  'suspensions',
  {
    ...tenantKey(),
    coachId: uuid('coach_id').notNull(),
    startsAt: at('starts_at').notNull(),
    startedBy: uuid('started_by'),
    startedByName: text('started_by_name').notNull(),
    endsAt: at('ends_at'),
    endedBy: uuid('ended_by'),
    endedByName: text('ended_by_name'),
    /** The row of which it was said first, where that was the same person. */
    carriedFrom: uuid('carried_from'),
    /** Names and addresses that the row had before, while it stood: see `sameNamed`. */
    knownAs: jsonb('known_as').$type<readonly Named[]>().notNull().default([]),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    foreignKey({
      columns: [table.organisationId, table.coachId],
      foreignColumns: [coaches.organisationId, coaches.id],
    }),
    uniqueIndex('suspensions_one')
      .on(table.organisationId, table.coachId)
      .where(sql`ends_at is null`),
    tenantPolicy(),
  ],
)

/** Two rows that were one person: which one is kept. The other keeps its history. Append-only. */
export const coachMerges = pgTable(
  'coach_merges',
  {
    ...tenantKey(),
    /** The row that ended. */
    coachId: uuid('coach_id').notNull(),
    intoCoachId: uuid('into_coach_id').notNull(),
    by: uuid('by_user_id'),
    byName: text('by_name').notNull(),
    at: at('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisationId, table.id] }),
    uniqueIndex('coach_merges_one').on(table.organisationId, table.coachId),
    index('coach_merges_into').on(table.organisationId, table.intoCoachId),
    check('coach_merges_two', sql`coach_id <> into_coach_id`),
    tenantPolicy(),
  ],
)
