import { eq } from 'drizzle-orm'
import { inTenant } from '#db/tenant'
import { rollUps } from '#db/schema/roll-ups'
import { appPool } from '../database/pools'
import { listClubs } from '../roll-ups/list-clubs'
import { manyClubs } from './many-clubs'

export type Figure = { name: string; figure_ms: number; floor_ms: number; ratio: number }

const clubs_count = 2000
const rounds = 60
/** The first ones plan, compile and fill caches. */
const warmUp = 10

/**
 * The list of a governing body with 2,000 clubs (how all of them stand, and its first page), beside
 * one row by its key from the same table, each in a transaction of its own over the same
 * connections. Medians, turn and turn about, so that both see the same machine. Leaves its clubs in
 * the database.
 */
export async function benchClubsList(): Promise<Figure> {
  const ctx = await manyClubs(clubs_count)
  const { clubs } = await listClubs(ctx, {})
  const clubId = clubs[0]?.clubId ?? ''
  const oneRow = () =>
    inTenant(appPool(), ctx.organisation.id, (tx) =>
      tx.select().from(rollUps).where(eq(rollUps.clubOrganisationId, clubId)),
    )
  const [list_ms, row_ms]: [number[], number[]] = [[], []]
  for (let round = 0; round < warmUp + rounds; round += 1) {
    const list = await timed(() => listClubs(ctx, {}))
    const row = await timed(oneRow)
    if (round >= warmUp) [list_ms.push(list), row_ms.push(row)]
  }
  const [figure_ms, floor_ms] = [median(list_ms), median(row_ms)]
  return { name: 'clubs-list-2000', figure_ms, floor_ms, ratio: figure_ms / floor_ms }
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await run()
  return performance.now() - from
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
