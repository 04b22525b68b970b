import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { suspensions } from '#db/schema/register'
import type { Context } from '../context'
import { sameNamed, type Named } from '../core/register/same-person'
import { newId } from '../ids'
import { emailsOfUsers } from '../memberships/emails-of-users'
import type { TrailEntry } from '../trail/trail-entry'
import { tellNotCleared } from './tell-not-cleared'

type RegisterRow = Named & { readonly id: string; readonly userId: string | null }

/** One of whom it was said, and of nobody else: with whatever they were called while it stood. */
export type NotCleared = {
  readonly coachId: string
  readonly row: RegisterRow & { readonly endsAt: Date | null }
  readonly knownAs: readonly Named[]
  readonly carriedFrom: string | null
  readonly by: string | null
  readonly byName: string
}

/** Of whom the club has said that they are not cleared, wherever that stands: also of who has left. */
export async function notClearedHere(tx: Tx): Promise<readonly NotCleared[]> {
  const rows = await tx
    .select({ suspension: suspensions, row: coaches })
    .from(suspensions)
    .innerJoin(coaches, eq(coaches.id, suspensions.coachId))
    .where(isNull(suspensions.endsAt))
    .orderBy(suspensions.startsAt)
  return rows.map(({ suspension, row }) => ({
    ...{ coachId: row.id, row, knownAs: suspension.knownAs, carriedFrom: suspension.carriedFrom },
    ...{ by: suspension.startedBy, byName: suspension.startedByName },
  }))
}

/** True where what was said is said of this person too: they sign in as the same, or are named so. */
export function isAbout({ row, knownAs }: NotCleared, person: RegisterRow): boolean {
  if (row.id === person.id) return true
  if (row.userId !== null && person.userId !== null) return row.userId === person.userId
  return [row, ...knownAs].some((named) => sameNamed(named, person))
}

/**
 * Rows of the register that come to be, change or get a person: who was said to be not cleared stays
 * so, whoever has ended their entry and adds another. Returns a line for the trail of each of whom it
 * is said now. Nobody is told why, since nobody has written it down.
 */
export async function carryNotCleared(
  tx: Tx,
  ctx: Context,
  rows: readonly RegisterRow[],
): Promise<TrailEntry[]> {
  const standing = await notClearedHere(tx)
  if (standing.length === 0) return []
  const known = new Set(standing.map(({ coachId }) => coachId))
  const entries: TrailEntry[] = []
  for (const person of rows) {
    const first = known.has(person.id) ? null : await firstAbout(standing, person)
    if (!first) continue
    await tx
      .insert(suspensions)
      .values({
        ...{ organisationId: ctx.organisation.id, id: newId(), coachId: person.id },
        ...{ startsAt: ctx.now, startedBy: first.by, startedByName: first.byName },
        carriedFrom: first.coachId,
      })
      .onConflictDoNothing()
    await tellNotCleared(tx, ctx, person.id)
    const about = { subject: 'coach', subjectId: person.id, action: 'coach.suspend' }
    entries.push({ ...about, detail: { carried_from: first.coachId } })
  }
  return entries
}

/** Of who signs in, each of their addresses counts: the one that the new row has is only one of them. */
async function firstAbout(
  standing: readonly NotCleared[],
  person: RegisterRow,
): Promise<NotCleared | undefined> {
  const own = person.userId === null ? [] : await emailsOfUsers([person.userId])
  const named = [person, ...own.map(({ email }) => ({ ...person, email }))]
  return standing.find((each) => named.some((one) => isAbout(each, one)))
}

/** Before a row is called otherwise: of who is not cleared, the old name and address are kept. */
export async function keepKnownAs(tx: Tx, { id, name, email }: RegisterRow): Promise<void> {
  await tx
    .update(suspensions)
    .set({ knownAs: sql`${suspensions.knownAs} || ${JSON.stringify([{ name, email }])}::jsonb` })
    .where(and(eq(suspensions.coachId, id), isNull(suspensions.endsAt)))
}
