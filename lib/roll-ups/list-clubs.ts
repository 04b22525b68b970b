import { and, asc, desc, eq, sql, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { clubStatus, type ClubFacts, type ClubStatus } from '../core/club-status'
import { clubGroups, type ClubCounts, type ClubGroup } from '../core/clubs-headline'
import { withoutUnseen } from '../core/unseen'
import type { Context } from '../context'
import { query } from '../query'
import { cursorOf, parseCursor, type ClubCursor } from './club-cursor'
import { groupAt } from './club-group-sql'
import { clubsSeen, refuseUnlessAbove } from './clubs-seen'

export type ListedClub = ClubFacts & {
  clubId: string
  name: string
  status: ClubStatus
  oldestBlockingAt: Date | null
  lastCheckedAt: Date | null
}

export type Clubs = {
  /** Of all clubs, whatever was filtered or searched for. */
  counts: ClubCounts
  /** The group of each club, in the order in which they joined. */
  groups: readonly ClubGroup[]
  /** The oldest check that anything shown rests on; null where nothing was checked. */
  oldestCheckedAt: Date | null
  clubs: readonly ListedClub[]
  /** To be given as `after` and `before`; undefined where there is no such page. */
  next: string | undefined
  previous: string | undefined
}

const page_rows = 50
const searchLengthMax = 100

const cursor = z.string().max(1000).transform(parseCursor)

/** Which clubs are asked for, and from where in the list on. */
export const clubsAsked = z.object({
  group: z.enum(clubGroups).optional(),
  /** Finds clubs whose name holds it, in capitals or not. */
  name: z.string().transform(withoutUnseen).pipe(z.string().trim().max(searchLengthMax)).optional(),
  after: cursor.optional(),
  before: cursor.optional(),
})

/**
 * A page of the clubs under this body or region, the worst first and then by name, and how all of
 * them stand. Throws `not_found` for any other kind of organisation.
 */
export const listClubs = query({
  permission: 'roll_up.read',
  input: clubsAsked,
  isolation: 'repeatable read',
  run: readClubs,
})

/** The same in a transaction that reads: as of a moment, where it asks as of one and `ctx.now` is it. */
export async function readClubs(
  tx: Tx,
  ctx: Context,
  asked: z.output<typeof clubsAsked>,
): Promise<Clubs> {
  refuseUnlessAbove(ctx)
  const found = await readOnce(tx, ctx.now, asked)
  const { rows, next, previous } = pageOf(
    found.flatMap(({ page }) => page ?? []),
    asked,
  )
  const clubs = rows.map((row) => ({ ...row, status: clubStatus(row, ctx.now) }))
  return { ...standingOf(found[0]?.standing), clubs, next, previous }
}

/**
 * How all of them stand, with a page of them, in one look at each club: of the past, looking is what
 * takes time. By key and not by number: the thousandth page takes no longer than the first.
 */
function readOnce(tx: Tx, now: Date, { group, name, after, before }: z.output<typeof clubsAsked>) {
  const club = tx.$with('club').as(clubsSeen(tx, now))
  const key = sql`(${club.rank}, ${club.nameKey}, ${club.clubId})`
  const keyOf = (at: ClubCursor): SQL =>
    sql`(${at.rank}::integer, ${at.nameKey}, ${at.clubId}::uuid)`
  const order = before ? desc : asc
  const page = tx.$with('page').as(
    tx
      .select()
      .from(club)
      .where(
        and(
          group ? eq(club.rank, clubGroups.indexOf(group)) : undefined,
          name ? sql`strpos(${club.nameKey}, lower(${name})) > 0` : undefined,
          after ? sql`${key} > ${keyOf(after)}` : undefined,
          before ? sql`${key} < ${keyOf(before)}` : undefined,
        ),
      )
      .orderBy(order(club.rank), order(club.nameKey), order(club.clubId))
      .limit(page_rows + 1),
  )
  const standing = tx.$with('standing').as(
    tx
      .select({
        // One text of digits is the quickest way to hear of many.
        ranks: sql<string | null>`string_agg(${club.rank}::text, '' order by ${club.clubId})`.as(
          'ranks',
        ),
        oldest: sql<Date | null>`min(${club.oldestCheckedAt})`
          .mapWith(club.oldestCheckedAt)
          .as('oldest'),
      })
      .from(club),
  )
  return tx
    .with(club, page, standing)
    .select()
    .from(standing)
    .leftJoin(page, sql`true`)
    .orderBy(order(page.rank), order(page.nameKey), order(page.clubId))
}

type Found = Awaited<ReturnType<typeof readOnce>>[number]

function pageOf(
  found: readonly NonNullable<Found['page']>[],
  { after, before }: z.output<typeof clubsAsked>,
) {
  const more = found.length > page_rows
  const shown = found.slice(0, page_rows)
  const rows = before ? shown.toReversed() : shown
  const [first, last] = [rows.at(0), rows.at(-1)]
  return {
    rows,
    next: last && (before || more) ? cursorOf(last) : undefined,
    previous: first && (before ? more : after) ? cursorOf(first) : undefined,
  }
}

function standingOf(all: Found['standing'] | undefined) {
  const groups = Array.from(all?.ranks ?? '').map((digit) => groupAt(Number(digit)))
  const counts = {
    ...{ falls_short: 0, could_not_check: 0, out_of_date: 0, not_known: 0 },
    ...{ risk_accepted: 0, up_to_date: 0 },
  }
  for (const group of groups) counts[group] += 1
  return { counts, groups, oldestCheckedAt: all?.oldest ?? null }
}
