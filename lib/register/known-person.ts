import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import type { coaches } from '#db/schema/coaches'
import { appointments, credentials, suspensions } from '#db/schema/register'
import { grouped } from '../core/grouped'
import { appointmentState } from '../core/register/appointment'
import type { KnownCredential, KnownPerson } from '../core/register/judge-person'

type CoachRow = typeof coaches.$inferSelect
export type Appointment = typeof appointments.$inferSelect
export type Credential = typeof credentials.$inferSelect

/** Somebody's row with all that the rules look at. */
export type PersonRows = {
  readonly row: CoachRow
  readonly appointments: readonly Appointment[]
  readonly credentials: readonly Credential[]
  readonly suspended: boolean
}

/** The same for each of these rows of the register, in three questions however many they are. */
export async function personRows(tx: Tx, rows: readonly CoachRow[]): Promise<PersonRows[]> {
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return []
  const posts = await tx.select().from(appointments).where(inArray(appointments.coachId, ids))
  const held = await tx
    .select()
    .from(credentials)
    .where(and(inArray(credentials.coachId, ids), eq(credentials.state, 'in_force')))
  const out = await tx
    .select({ coachId: suspensions.coachId })
    .from(suspensions)
    .where(and(inArray(suspensions.coachId, ids), isNull(suspensions.endsAt)))
  const suspended = new Set(out.map(({ coachId }) => coachId))
  const postsOf = grouped(posts, ({ coachId }) => coachId)
  const heldOf = grouped(held, ({ coachId }) => coachId)
  return rows.map((row) => ({
    row,
    appointments: postsOf.get(row.id) ?? [],
    credentials: heldOf.get(row.id) ?? [],
    suspended: suspended.has(row.id),
  }))
}

/** A person as the rules look at them at a moment. */
export function knownPerson(person: PersonRows, now: Date): KnownPerson {
  const states = person.appointments.map((each) => ({
    role: each.role,
    state: appointmentState(each, now),
  }))
  const stand = states.filter(({ state }) => ['offered', 'coming', 'held'].includes(state))
  return {
    coaching: person.row.coaching,
    roles: stand.map(({ role }) => role),
    offered: states.filter(({ state }) => state === 'offered').map(({ role }) => role),
    credentials: person.credentials.map(knownCredential),
  }
}

/** A credential as the rules look at it. */
export const knownCredential = (row: Credential): KnownCredential => ({
  ...{ kind: row.kind, appliedOn: row.appliedOn, issuedOn: row.issuedOn },
  ...{ expiresOn: row.expiresOn, coversOnline: row.coversOnline },
  ...{ onUpdateService: row.onUpdateService, statusCheckedAt: row.statusCheckedAt },
  ...{ providedByName: row.providedByName, providedAt: row.providedAt },
  verified:
    row.verifiedAt && row.verifiedHow && row.verifiedByName
      ? { by: row.verifiedByName, at: row.verifiedAt, how: row.verifiedHow }
      : null,
})
