import type { Context } from '../context'
import { enqueue } from '../jobs/enqueue'
import { confirmPutBackRun } from './confirm-run'

/**
 * The person says yes to putting back all that a run changed, for a day after it was proved: a run
 * of its own, carried out and proved in the same way. What was put back by itself stays so. Throws as
 * `makeRun`, and `conflict` where nothing is left to put back.
 */
export async function putBackRun(
  ctx: Context,
  asked: { runId: string },
): Promise<{ runId: string }> {
  const runId = await confirmPutBackRun(ctx, asked)
  await enqueue('make-run', ctx.organisation.id, runId)
  return { runId }
}
