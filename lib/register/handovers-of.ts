import { and, eq, inArray, isNull, or } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { appointments } from '#db/schema/register'
import type { Appointment } from './known-person'

/** Whose post somebody takes over; `isNext`: who takes theirs. */
export type Handover = { readonly name: string; readonly isNext: boolean }

/** Of each of these posts, by its id, with whom it is handed over; nothing where it is not. */
export async function handoversOf(
  tx: Tx,
  posts: readonly Appointment[],
): Promise<ReadonlyMap<string, Handover>> {
  if (posts.length === 0) return new Map()
  const ids = posts.map(({ id }) => id)
  const before = posts.flatMap(({ takesOverFrom }) => (takesOverFrom ? [takesOverFrom] : []))
  const others = await tx
    .select({ post: appointments, name: coaches.name })
    .from(appointments)
    .innerJoin(coaches, eq(coaches.id, appointments.coachId))
    .where(
      or(
        and(
          inArray(appointments.takesOverFrom, ids),
          isNull(appointments.declinedAt),
          isNull(appointments.withdrawnAt),
        ),
        inArray(appointments.id, before),
      ),
    )
  const found = new Map<string, Handover>()
  for (const { id, takesOverFrom } of posts) {
    const next = others.find(({ post }) => post.takesOverFrom === id)
    const earlier = others.find(({ post }) => post.id === takesOverFrom)
    if (next) found.set(id, { name: next.name, isNext: true })
    else if (earlier) found.set(id, { name: earlier.name, isNext: false })
  }
  return found
}
