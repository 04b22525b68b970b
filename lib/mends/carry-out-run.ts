import { and, asc, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { mends } from '#db/schema/mends'
import type { Context } from '../context'
import { id } from '../ids'
import { runningClock } from '../jobs/running-clock'
import type { Lease } from '../jobs/with-due'
import { query } from '../query'
import { mendingClient, tryMend } from './carry-out'
import { endRun } from './end-run'
import { readConfirmed } from './read-confirmed'
import { settleInRun, type CameTo } from './settle-mend'

/** The mends of a run that are still to be carried out, the soonest confirmed first. */
const leftOfRun = query({
  permission: 'mend.work',
  input: z.object({ runId: id }),
  async run(tx, _ctx, { runId }): Promise<string[]> {
    const rows = await tx
      .select({ id: mends.id })
      .from(mends)
      .where(and(eq(mends.runId, runId), inArray(mends.state, ['confirmed', 'sent'])))
      .orderBy(asc(mends.id))
    return rows.map((row) => row.id)
  },
})

/**
 * Carries out a run, one session after the other, each as a mend by itself: sent once, whoever takes
 * the run up after a worker that was lost. From the first for which a host's changes of the day are
 * used up on, none of theirs is sent any more. Then one check of each host is asked for that says what
 * came of them all.
 */
export async function carryOutRun(ctx: Context, runId: string, lease: Lease): Promise<void> {
  const clock = runningClock(ctx)
  const settle = (mendId: string, came: CameTo) =>
    settleInRun({ ...ctx, now: clock() }, { mendId, ...came })
  const clients = new Map<string, ReturnType<typeof mendingClient>>()
  const usedUp = new Set<string>()
  for (const mendId of await leftOfRun(ctx, { runId })) {
    const confirmed = await readConfirmed(ctx, { mendId })
    if (!confirmed) continue
    const { connectionId, state } = confirmed.mend
    if (usedUp.has(connectionId) && state === 'confirmed') {
      await settle(mendId, { state: 'over_budget' })
      continue
    }
    const client = clients.get(connectionId) ?? mendingClient(ctx, confirmed, clock)
    clients.set(connectionId, client)
    const came = await tryMend(ctx, confirmed, { client, clock, isLast: lease.isLast })
    if (came.state === 'over_budget') usedUp.add(connectionId)
    await settle(mendId, came)
  }
  await endRun({ ...ctx, now: clock() }, { runId, token: lease.token })
}
