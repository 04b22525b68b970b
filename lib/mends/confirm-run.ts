import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { mendRuns, mends } from '#db/schema/mends'
import { zoomConnections } from '#db/schema/zoom-connections'
import { command } from '../command'
import { actorUserId, type Context } from '../context'
import { conflict, notFound } from '../core/errors'
import { runMark } from '../core/mends/run'
import { putBackUntil } from '../core/mends/states'
import { id, newId } from '../ids'
import { dueAdd } from '../jobs/due'
import { puttingBack } from './confirm-mend'
import { insertMends, type Wanted } from './insert-mends'
import { oneTimeOf } from './one-time-of'
import { onlyHolders } from './only-holders'
import { refuseUnlessAllowed } from './refuse-unless-allowed'
import { runInput, runItems } from './run-items'

/** The person confirms the mending of several sessions; due at once. `seen`: what they were shown. */
export const confirmRun = command({
  name: 'mend_run.confirm',
  permission: 'mend.make',
  input: z.object({ wanted: runInput, seen: z.string().max(100) }),
  async run(tx, ctx, { wanted, seen }) {
    onlyHolders(ctx)
    const found = await runItems(tx, ctx.now, wanted)
    if (!found || runMark(found.items) !== seen) throw changedMeanwhile()
    const { connection, items, leftOver } = found
    const consentId = await refuseUnlessAllowed(tx, { connection })
    const each = items.map(({ meetingId, connectionId, time, ...of }): Wanted => ({
      ...{ subjectKind: 'meeting', subjectId: meetingId, connectionId, undoes: null },
      ...oneTimeOf({ time }),
      ...{ controls: of.controls, changes: of.changes, readingsBefore: of.readingsBefore },
    }))
    const run = { connectionId: connection.id, undoes: null, leftOver }
    return confirm(tx, ctx, run, consentId, each)
  },
})

/** The person confirms that all which a run changed, and which stands, is put back. */
export const confirmPutBackRun = command({
  name: 'mend_run.confirm_put_back',
  permission: 'mend.make',
  input: z.object({ runId: id }),
  async run(tx, ctx, { runId }) {
    onlyHolders(ctx)
    const [run] = await tx.select().from(mendRuns).where(eq(mendRuns.id, runId))
    if (!run) throw notFound()
    const ofRun = await tx
      .select()
      .from(mends)
      .where(and(eq(mends.runId, runId), eq(mends.state, 'proved')))
    const still = ofRun.filter((mend) => {
      const until = putBackUntil(mend)
      return until !== null && until > ctx.now
    })
    if (still.length === 0) {
      throw conflict('This can no longer be put back from here. You can change it in Zoom.')
    }
    // Not by way of its sessions: one of them may be private or gone by now, and is left as it is.
    const [connection] = await tx
      .select()
      .from(zoomConnections)
      .where(eq(zoomConnections.id, run.connectionId))
    if (!connection) throw notFound()
    const consentId = await refuseUnlessAllowed(tx, { connection })
    const undoing = { connectionId: connection.id, undoes: runId, leftOver: 0 }
    const each = still.map((mend) => ({
      ...puttingBack(mend),
      connectionId: mend.connectionId,
    }))
    return confirm(tx, ctx, undoing, consentId, each)
  },
})

const changedMeanwhile = () =>
  conflict('Zoom was read again since this page was made, and something changed. Look again.')

async function confirm(
  tx: Tx,
  ctx: Context,
  of: Pick<typeof mendRuns.$inferSelect, 'connectionId' | 'undoes' | 'leftOver'>,
  consentId: string,
  [first, ...rest]: readonly Wanted[],
) {
  const confirmedBy = actorUserId(ctx)
  if (!confirmedBy || !first) throw notFound()
  const runId = newId()
  const begun = await tx
    .insert(mendRuns)
    .values({
      ...{ organisationId: ctx.organisation.id, id: runId, ...of },
      ...{ confirmedBy, confirmedAt: ctx.now },
    })
    .onConflictDoNothing()
    .returning({ id: mendRuns.id })
  if (!begun[0]) throw conflict('Sessions are being changed already. Wait until that has ended.')
  const { entries } = await insertMends(
    tx,
    ctx,
    { connectionId: of.connectionId, consentId, runId },
    [first, ...rest],
  )
  await dueAdd(tx, 'make-run', runId, ctx.now)
  const detail = { connection: of.connectionId, sessions: entries.length, undoes: of.undoes }
  return {
    result: runId,
    trail: [{ subject: 'mend_run', subjectId: runId, detail }, ...entries] as const,
  }
}
