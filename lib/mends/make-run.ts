import type { Context } from '../context'
import { enqueue } from '../jobs/enqueue'
import { confirmRun } from './confirm-run'

/**
 * The person says yes to mending several of their coming sessions: written down, a mend for each,
 * and carried out by a worker one by one. One check that follows is the only proof of them all.
 * Throws `forbidden` without their consent or Zoom's, `conflict` where what Zoom has is not what was
 * shown, or a change of any of them is under way.
 */
export async function makeRun(
  ctx: Context,
  asked: Parameters<typeof confirmRun>[1],
): Promise<{ runId: string }> {
  const runId = await confirmRun(ctx, asked)
  await enqueue('make-run', ctx.organisation.id, runId)
  return { runId }
}
