import { eq } from 'drizzle-orm'
import { inTenant } from '#db/tenant'
import { rollUps } from '#db/schema/roll-ups'
import { listClubsAsOf } from '../as-of/list-clubs-as-of'
import { day_ms } from '../core/durations'
import { appPool } from '../database/pools'
import { listClubs } from '../roll-ups/list-clubs'
import { beside, type Figure } from './figure'
import { manyClubs, pastOfClubs } from './many-clubs'

const clubs_count = 2000

const days = 14

/**
 * The same list as of a week ago, beside the list of now: each club with a state a day for two weeks,
 * in what is kept of the past. Leaves its clubs in the database.
 */
export async function benchClubsAsOf(): Promise<Figure> {
  const ctx = await manyClubs(clubs_count)
  await pastOfClubs(ctx, days)
  const at = new Date(ctx.now.getTime() - (days / 2) * day_ms)
  return beside({
    name: 'clubs-as-of',
    n: clubs_count,
    rounds: 10,
    warmUp: 2,
    figure: () => listClubsAsOf(ctx, { at }),
    floor: () => listClubs(ctx, {}),
  })
}

/**
 * The list of a governing body with 2,000 clubs (how all of them stand, and its first page), beside
 * one row by its key from the same table, each in a transaction of its own over the same
 * connections. Leaves its clubs in the database.
 */
export async function benchClubsList(): Promise<Figure> {
  const ctx = await manyClubs(clubs_count)
  const { clubs } = await listClubs(ctx, {})
  const clubId = clubs[0]?.clubId ?? ''
  const oneRow = () =>
    inTenant(appPool(), ctx.organisation.id, (tx) =>
      tx.select().from(rollUps).where(eq(rollUps.clubOrganisationId, clubId)),
    )
  return beside({
    name: 'clubs-list',
    n: clubs_count,
    rounds: 60,
    warmUp: 10,
    figure: () => listClubs(ctx, {}),
    floor: oneRow,
  })
}
