import type { Context } from '../context'
import { enqueue } from '../jobs/enqueue'
import { confirmPutBack } from './confirm-mend'

/**
 * The person says yes to putting back what a mend changed, for a day after it was proved: carried
 * out in the same way, and proved in the same way. Throws as `makeMend`, and `conflict` where it is
 * too late or was put back already.
 */
export async function putBack(
  ctx: Context,
  asked: { mendId: string },
): Promise<{ mendId: string }> {
  const mendId = await confirmPutBack(ctx, asked)
  await enqueue('make-mend', ctx.organisation.id, mendId)
  return { mendId }
}
