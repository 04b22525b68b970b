import type { Tx } from '#db/tenant'
import type { Context } from '../context'
import { askingLimits } from '../core/asking-limits'
import { refuseBeyond } from './refuse-beyond'

/** Throws `too_many_attempts` where an organisation has begun to write so often today. */
export const refuseTooManyDrafts = (
  tx: Tx,
  ctx: Context,
  command: 'policy.start_draft' | 'profile.start_draft',
): Promise<void> =>
  refuseBeyond(
    tx,
    ctx,
    askingLimits.draftsADay,
    { commands: [command] },
    `${ctx.organisation.name} has begun ${askingLimits.draftsADay.count} drafts today. Go on with one of them, or try again tomorrow.`,
  )
