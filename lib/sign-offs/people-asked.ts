import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { memberships } from '#db/schema/organisations'
import { appointments } from '#db/schema/register'
import type { Context } from '../context'
import { appointmentState } from '../core/register/appointment'
import { grouped } from '../core/grouped'
import type { Askable } from '../core/sign-offs/plan'
import { teamsOf } from '../core/sign-offs/teams-of'

/** Somebody on the register now, with what decides what they are asked to sign. */
export type PersonAsked = Askable & {
  /** They hold online sessions with under-18s: the drill is for them. */
  readonly drills: boolean
}

/** Everybody on the club's register now, or one of them: what they are there, and their teams. */
export async function peopleAsked(tx: Tx, ctx: Context, only?: string): Promise<PersonAsked[]> {
  const rows = await tx
    .select()
    .from(coaches)
    .where(and(isNull(coaches.endsAt), only ? eq(coaches.id, only) : undefined))
    .orderBy(coaches.startsAt, coaches.id)
  const posts = grouped(await postsHeld(tx, ctx, only), ({ coachId }) => coachId)
  const officers = await officersOf(tx)
  return rows.map((row) => {
    const held = posts.get(row.id) ?? []
    const isOfficer = row.userId !== null && officers.has(row.userId)
    return {
      coachId: row.id,
      joinedAt: row.userId === null ? null : row.startsAt,
      roles: [
        ...new Set([
          ...(row.coaching ? ['coach'] : []),
          ...held.map(({ role }) => role),
          ...(isOfficer ? ['welfare_officer'] : []),
        ]),
      ],
      teams: [...teamsOf(row.teams), ...held.map(({ team }) => team).filter((team) => team !== '')],
      tags: teamsOf(row.tags),
      drills: row.coaching && row.coachesUnder18sOnline,
    }
  })
}

/** Posts that somebody took up, and that are theirs now. */
async function postsHeld(tx: Tx, ctx: Context, only?: string) {
  const rows = await tx
    .select()
    .from(appointments)
    .where(
      and(isNotNull(appointments.acceptedAt), only ? eq(appointments.coachId, only) : undefined),
    )
  return rows.filter((row) => appointmentState(row, ctx.now) === 'held')
}

async function officersOf(tx: Tx): Promise<Set<string>> {
  const posts = await tx
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(and(isNull(memberships.endsAt), eq(memberships.role, 'welfare_officer')))
  return new Set(posts.map(({ userId }) => userId))
}
