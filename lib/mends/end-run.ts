import { and, eq, inArray, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { mendRuns, mends } from '#db/schema/mends'
import { readAgain } from '../audits/read-again'
import { command } from '../command'
import type { Context } from '../context'
import { id } from '../ids'
import { dueFinish } from '../jobs/due'
import { enqueue } from '../jobs/enqueue'

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
    // What Zoom told of during the run was left to this check, so there is one in any case.
    const auditId = run ? await readAgain(tx, ctx, run.connectionId, null) : null
    // That check has not begun to read before now, even where it begins in this very moment.
    if (auditId) {
      await tx
        .update(mends)
        .set({ auditId })
        .where(and(eq(mends.runId, runId), inArray(mends.state, ['accepted', 'unclear'])))
    }
    const detail = { audit: auditId }
    return { result: auditId, trail: [{ subject: 'mend_run', subjectId: runId, detail }] }
  },
})

/** Ends the carrying out of a run, and gives a hint at the one check that follows it. */
export async function endRun(ctx: Context, ended: { runId: string; token: string }): Promise<void> {
  const auditId = await end(ctx, ended)
  if (auditId) await enqueue('read-account', ctx.organisation.id, auditId)
}
