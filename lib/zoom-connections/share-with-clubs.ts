import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { myMemberships } from '#db/schema/organisations'
import { connectionShares } from '#db/schema/zoom-connections'
import type { Context } from '../context'
import { newId } from '../ids'
import type { Hint } from '../jobs/enqueue'

/** A club that the person coaches for now, with their row on its register. */
export type CoachedClub = { clubId: string; coachId: string; name: string; slug: string }

/** The clubs of the person whose record this is, in force, by name. */
export async function coachedClubs(tx: Tx): Promise<CoachedClub[]> {
  const rows = await tx
    .select()
    .from(myMemberships)
    .where(
      and(
        eq(myMemberships.role, 'coach'),
        eq(myMemberships.ofKind, 'club'),
        isNull(myMemberships.endsAt),
      ),
    )
    .orderBy(myMemberships.ofName)
  return rows.flatMap(({ ofOrganisationId: clubId, coachId, ofName: name, ofSlug: slug }) =>
    coachId ? [{ clubId, coachId, name, slug }] : [],
  )
}

/**
 * Shares a connection with each club that the person coaches for and never decided about: a club
 * with which they stopped sharing stays out until they say otherwise. That another account took this
 * one's place is no decision about the club. Returns the clubs.
 */
export async function shareWithNewClubs(
  tx: Tx,
  ctx: Context,
  connectionId: string,
): Promise<readonly CoachedClub[]> {
  const newest = await tx
    .selectDistinctOn([connectionShares.clubOrganisationId])
    .from(connectionShares)
    .where(eq(connectionShares.connectionId, connectionId))
    .orderBy(
      connectionShares.clubOrganisationId,
      desc(connectionShares.startsAt),
      desc(connectionShares.id),
    )
  const decided = newest.filter(({ endReason }) => endReason !== 'replaced')
  const known = new Set(decided.map((row) => row.clubOrganisationId))
  const clubs = (await coachedClubs(tx)).filter(({ clubId }) => !known.has(clubId))
  await addShares(tx, ctx, connectionId, clubs)
  return clubs
}

/** Writes a share for each club. One that is in force already stays as it is. */
export async function addShares(
  tx: Tx,
  ctx: Context,
  connectionId: string,
  clubs: readonly CoachedClub[],
): Promise<void> {
  if (clubs.length === 0) return
  await tx
    .insert(connectionShares)
    .values(
      clubs.map(({ clubId, coachId }) => ({
        organisationId: ctx.organisation.id,
        id: newId(),
        connectionId,
        clubOrganisationId: clubId,
        coachId,
        startsAt: ctx.now,
      })),
    )
    .onConflictDoNothing()
}

/** The state of a connection, to each club that may see it. */
export async function deliverConnection(tx: Tx, connectionId: string): Promise<void> {
  await tx.execute(sql`select deliver_connection(${connectionId})`)
}

/** That a share has ended, to its club; a hint at what the club is to end for it. */
export async function deliverShareEnd(
  tx: Tx,
  { id, connectionId, clubId }: { id: string; connectionId: string; clubId: string },
): Promise<Hint> {
  await tx.execute(sql`select deliver_share_end(${id})`)
  return { kind: 'end-share', organisationId: clubId, subjectId: connectionId }
}
