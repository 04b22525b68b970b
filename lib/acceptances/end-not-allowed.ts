import { inArray } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { acceptances } from '#db/schema/acceptances'
import type { Context } from '../context'
import { liveAcceptances } from '../core/acceptances/acceptance'
import { mayAccept } from '../core/acceptances/acceptance-limit'
import type { Profile } from '../core/profiles/profile'
import { endAcceptances } from './end-acceptances'

/**
 * Ends what these rules do not let anybody accept any more, or not for so long. To be called whenever
 * a club is judged by them.
 */
export async function endNotAllowed(tx: Tx, ctx: Context, profile: Profile): Promise<void> {
  const rows = await tx
    .select()
    .from(acceptances)
    .where(inArray(acceptances.state, liveAcceptances))
  const ids = rows
    .filter(({ control, requestedAt, until }) => !mayAccept(profile, control, requestedAt, until))
    .map((row) => row.id)
  await endAcceptances(tx, ctx, ids, 'not_allowed', ctx.now)
}
