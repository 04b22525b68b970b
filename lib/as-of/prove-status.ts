import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { coachConnections, zoomConnections } from '#db/schema/zoom-connections'
import { command } from '../command'
import type { Context } from '../context'
import { sortWithin_ms } from '../core/coach-status'
import { nextDailyAt } from '../core/daily'
import { freshFor_ms } from '../core/freshness'
import { lockUntilCommit } from '../database/lock-until-commit'
import { id } from '../ids'
import { dueAdd, dueFinish, dueHold } from '../jobs/due'
import type { Lease } from '../jobs/with-due'
import { log } from '../log'
import { deliverStatus } from '../roll-ups/deliver-status'
import { askOfAllHistory, compareWithHistory, repairFromHistory } from './compare-with-history'

const prove = command({
  name: 'status.prove',
  permission: 'audit.work',
  input: z.object({ clubId: id, token: id }),
  async run(tx, ctx, { clubId, token }) {
    await askOfAllHistory(tx)
    const { results, findings } = await differences(tx, ctx)
    if (results + findings > 0) await repairFromHistory(tx)
    // What was not told yet is no difference. From here nobody says that there is more to tell.
    const isBehind = await dueHold(tx, 'deliver-status', clubId)
    const rollUps = isBehind ? 0 : await proveRollUps(tx)
    await dueFinish(tx, 'prove-status', clubId, token, nextDailyAt(clubId, ctx.now))
    // Where nobody signs, adopts or states anything, nothing else asks how that stands.
    await dueAdd(tx, 'judge-signed', clubId, ctx.now)
    await deliverStatus(tx, ctx)
    const detail = { results, findings, roll_ups: rollUps }
    return { result: detail, trail: [{ subject: 'organisation', subjectId: clubId, detail }] }
  },
})

/**
 * Builds anew what pages read of a club (its results, its findings, and its row with each body and
 * region above) from the changes that were appended, and compares. Where they differ, which they
 * never should, the history is right: they are put right, and it is logged as an error and in the
 * trail. Once a day for each club.
 */
export async function proveStatus(ctx: Context, clubId: string, { token }: Lease): Promise<void> {
  const found = await prove(ctx, { clubId, token })
  if (Object.values(found).some((number) => number > 0)) {
    log.error({ club: clubId, ...found }, 'a status was not what its history says; put right')
  }
}

/** What differs still when nobody judges this club: else a judgement may commit in between. */
async function differences(tx: Tx, ctx: Context) {
  const first = await compareWithHistory(tx)
  if (first.results + first.findings === 0) return first
  const own = await tx.select({ id: zoomConnections.id }).from(zoomConnections)
  const shared = await tx.select({ id: coachConnections.id }).from(coachConnections)
  const { id: clubId } = ctx.organisation
  const ids = [...new Set([clubId, ...[...own, ...shared].map((row) => row.id)])].toSorted()
  for (const each of ids) await lockUntilCommit(tx, `judge:${clubId}:${each}`)
  return compareWithHistory(tx)
}

async function proveRollUps(tx: Tx): Promise<number> {
  const found = await tx.execute<{ differ: number }>(
    sql`select prove_roll_ups(make_interval(secs => ${freshFor_ms / 1000}),
      make_interval(secs => ${sortWithin_ms / 1000})) as differ`,
  )
  return found.rows[0]?.differ ?? 0
}
