import type { Context } from '../context'
import { enqueue } from '../jobs/enqueue'
import { confirmMend } from './confirm-mend'

/**
 * The person says yes to mending rules of one subject from here: written down, and carried out by a
 * worker at once. A check that follows is the only proof. Throws `not_found` for what is not theirs,
 * `forbidden` without their consent or Zoom's, `conflict` where what Zoom has is not what was shown,
 * or a change of it is under way.
 */
export async function makeMend(
  ctx: Context,
  asked: Parameters<typeof confirmMend>[1],
): Promise<{ mendId: string }> {
  const mendId = await confirmMend(ctx, asked)
  await enqueue('make-mend', ctx.organisation.id, mendId)
  return { mendId }
}
