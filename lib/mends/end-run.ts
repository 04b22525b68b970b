import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { mendRuns, mends } from '#db/schema/mends'
import { readAgain } from '../audits/read-again'
import { command } from '../command'
import type { Context } from '../context'
import { id } from '../ids'
import { dueFinish } from '../jobs/due'
import { enqueue } from '../jobs/enqueue'
import { notifyChangedForCoach } from '../notices/notify-changed-for-coach'
import { hintNotices } from '../notices/written-notice'

const end = command({
  name: 'mend_run.end',
  permission: 'mend.work',
  input: z.object({ runId: id, token: id }),
  async run(tx, ctx, { runId, token }) {
    await dueFinish(tx, 'make-run', runId, token, null)
    const [run] = await tx
      .update(mendRuns)
      .set({ endedAt: ctx.now })
      .where(and(eq(mendRuns.id, runId), isNull(mendRuns.endedAt)))
      .returning()
    const audits: string[] = []
    for (const connectionId of run ? await changedIn(tx, runId) : []) {
      // What Zoom told of during the run was left to this check, so there is one in any case.
      const auditId = await readAgain(tx, ctx, connectionId, null)
      if (!auditId) continue
      audits.push(auditId)
      // That check has not begun to read before now, even where it begins in this very moment.
      await tx
        .update(mends)
        .set({ auditId })
        .where(and(ofRun(runId, connectionId), isAnswered))
    }
    const notices = await notifyChangedForCoach(tx, ctx, run ? await mendsOf(tx, runId) : [])
    const detail = { audits }
    return {
      result: { audits, notices },
      trail: [{ subject: 'mend_run', subjectId: runId, detail }],
    }
  },
})

const isAnswered = inArray(mends.state, ['accepted', 'unclear'])

const ofRun = (runId: string, connectionId: string) =>
  and(eq(mends.runId, runId), eq(mends.connectionId, connectionId))

/** By which the hosts of its sessions are read, always in the same order. */
async function changedIn(tx: Tx, runId: string): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ connectionId: mends.connectionId })
    .from(mends)
    .where(eq(mends.runId, runId))
    .orderBy(asc(mends.connectionId))
  return rows.map(({ connectionId }) => connectionId)
}

async function mendsOf(tx: Tx, runId: string): Promise<string[]> {
  const rows = await tx.select({ id: mends.id }).from(mends).where(eq(mends.runId, runId))
  return rows.map(({ id: mendId }) => mendId)
}

/** Ends the carrying out of a run, and gives a hint at the one check of each host that follows it. */
export async function endRun(ctx: Context, ended: { runId: string; token: string }): Promise<void> {
  const { audits, notices } = await end(ctx, ended)
  for (const auditId of audits) await enqueue('read-account', ctx.organisation.id, auditId)
  await hintNotices(notices)
}
