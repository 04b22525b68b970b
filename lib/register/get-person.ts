import { and, desc, eq, isNull, or } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { coachMerges, recordCheckViews, suspensions } from '#db/schema/register'
import { findings } from '#db/schema/results'
import { actorUserId, type Context } from '../context'
import { mayRole } from '../core/permissions'
import type { Profile } from '../core/profiles/profile'
import {
  appointmentState,
  type AppointmentRole,
  type AppointmentState,
} from '../core/register/appointment'
import type { CredentialKind } from '../core/register/credential'
import { judgePerson, type PersonVerdict } from '../core/register/judge-person'
import { mayCoach, type MayCoach } from '../core/register/may-coach'
import { needsOf } from '../core/register/needs'
import { credentialLine, type CredentialLine } from '../core/register/credential-line'
import { zoomSubjectKinds } from '../core/subject-kinds'
import { id } from '../ids'
import { effectiveProfile } from '../profiles/effective-profile'
import { query } from '../query'
import { waitingFor } from '../sign-offs/waiting-for'
import { handoversOf, type Handover } from './handovers-of'
import { knownCredential, knownPerson, personRows, type PersonRows } from './known-person'
import { onRegister } from './on-register'
import { mayReadCheck } from './only-own-checks'

export type PersonAppointment = {
  appointmentId: string
  role: AppointmentRole
  team: string
  state: AppointmentState
  startsAt: Date
  endsAt: Date | null
  offeredByName: string
  offeredAt: Date
  /** From whom they take it over, or who takes it over from them. */
  handover: Handover | null
}

export type PersonCredential = CredentialLine & { credentialId: string }

/** Somebody on the register: their posts, what they have to show, and whether they may coach. */
export type Person = {
  coachId: string
  name: string
  email: string
  coaching: boolean
  /** They can say yes to a post themselves. */
  signsIn: boolean
  left: boolean
  /** The reader is this person. */
  own: boolean
  mayCoach: MayCoach
  /** For who may say it; null for everybody else, who only read that somebody is not cleared. */
  suspended: boolean | null
  /** The earlier entry of which it was said that they are not cleared; null for who may not say it. */
  carriedFrom: { coachId: string; name: string } | null
  appointments: readonly PersonAppointment[]
  credentials: readonly PersonCredential[]
  /** What the rules ask for, and nothing was put in of; the kinds. */
  missing: readonly CredentialKind[]
  verdicts: readonly PersonVerdict[]
  /** Of what this row was made, or into which it went. */
  merges: readonly { coachId: string; name: string; into: boolean; by: string; at: Date }[]
  /** How often a record check of theirs was shown to somebody else; null for who may not know. */
  views: number | null
}

/** One person of the register. A coach has themselves only. Throws `not_found`. */
export const getPerson = query({
  permission: 'register.read',
  input: z.object({ coachId: id }),
  async run(tx, ctx, { coachId }): Promise<Person> {
    const row = await onRegister(tx, ctx, coachId)
    const [rows] = await personRows(tx, [row])
    if (!rows) throw new Error('a row that was just read is gone')
    const profile = await effectiveProfile(tx, ctx, ctx.now)
    const verdicts = judgePerson(profile, knownPerson(rows, ctx.now), ctx.now)
    const handovers = await handoversOf(tx, rows.appointments)
    return {
      ...{ coachId, name: row.name, email: row.email, coaching: row.coaching },
      ...{ signsIn: row.userId !== null, left: row.endsAt !== null },
      own: row.userId !== null && row.userId === actorUserId(ctx),
      mayCoach: mayCoach(await facts(tx, ctx, rows, verdicts), ctx.now),
      suspended: mayRole(ctx.roles, 'coach.suspend') ? rows.suspended : null,
      carriedFrom: mayRole(ctx.roles, 'coach.suspend') ? await carriedFrom(tx, coachId) : null,
      appointments: rows.appointments
        .map((each) => appointmentOf(each, handovers.get(each.id) ?? null, ctx.now))
        .toSorted(newest),
      credentials: credentialsOf(rows, profile, ctx.now),
      missing: missingOf(rows, profile, ctx.now),
      verdicts,
      merges: await mergesOf(tx, coachId),
      views: mayReadCheck(ctx, coachId) ? await viewsOf(tx, coachId) : null,
    }
  },
})

async function carriedFrom(tx: Tx, coachId: string): Promise<Person['carriedFrom']> {
  const [earlier] = await tx
    .select({ coachId: coaches.id, name: coaches.name })
    .from(suspensions)
    .innerJoin(coaches, eq(coaches.id, suspensions.carriedFrom))
    .where(and(eq(suspensions.coachId, coachId), isNull(suspensions.endsAt)))
  return earlier ?? null
}

async function facts(
  tx: Tx,
  ctx: Context,
  { row, suspended }: PersonRows,
  verdicts: readonly PersonVerdict[],
) {
  const late = (await waitingFor(tx, row.id)).filter(({ graceUntil }) => graceUntil <= ctx.now)
  const open = await tx
    .select({ subjectKind: findings.subjectKind })
    .from(findings)
    .where(
      and(eq(findings.coachId, row.id), eq(findings.state, 'open'), eq(findings.level, 'MUST')),
    )
  const ofZoom = open.some(({ subjectKind }) =>
    zoomSubjectKinds.some((each) => each === subjectKind),
  )
  const zoom = ofZoom ? ('to_mend' as const) : undefined
  const { coaching, endsAt } = row
  const unsigned = late.map(({ title }) => title)
  return {
    ...{ left: endsAt !== null, suspended, coaching, verdicts, unsigned },
    ...(zoom ? { zoom } : {}),
  }
}

const appointmentOf = (
  row: PersonRows['appointments'][number],
  handover: Handover | null,
  now: Date,
): PersonAppointment => ({
  ...{ appointmentId: row.id, role: row.role, team: row.team, state: appointmentState(row, now) },
  ...{ startsAt: row.startsAt, endsAt: row.endsAt, handover },
  ...{ offeredByName: row.offeredByName, offeredAt: row.offeredAt },
})

const newest = (one: PersonAppointment, other: PersonAppointment) =>
  Number(other.startsAt) - Number(one.startsAt)

/** Each credential in force, as a list shows it. */
export const credentialsOf = (rows: PersonRows, profile: Profile, now: Date): PersonCredential[] =>
  rows.credentials.map((each) => ({
    credentialId: each.id,
    ...credentialLine(profile, { ...knownCredential(each), nameOnIt: each.nameOnIt }, now),
  }))

const missingOf = (rows: PersonRows, profile: Profile, now: Date): CredentialKind[] =>
  needsOf(profile, knownPerson(rows, now))
    .map(({ kind }) => kind)
    .filter((kind) => !rows.credentials.some((each) => each.kind === kind))

async function mergesOf(tx: Tx, coachId: string): Promise<Person['merges']> {
  const rows = await tx
    .select()
    .from(coachMerges)
    .where(or(eq(coachMerges.coachId, coachId), eq(coachMerges.intoCoachId, coachId)))
    .orderBy(desc(coachMerges.at))
  const all = []
  for (const row of rows) {
    const into = row.coachId === coachId
    const otherId = into ? row.intoCoachId : row.coachId
    const [other] = await tx.select().from(coaches).where(eq(coaches.id, otherId))
    if (other) all.push({ coachId: otherId, name: other.name, into, by: row.byName, at: row.at })
  }
  return all
}

const viewsOf = (tx: Tx, coachId: string) =>
  tx.$count(recordCheckViews, eq(recordCheckViews.coachId, coachId))
