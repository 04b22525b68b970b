import { requireContext } from '#lib/auth/require-context'
import { whoseChanges } from '#lib/changes/whose-changes'
import type { Context } from '#lib/context'
import * as paths from '#lib/core/paths'
import { mayRole } from '#lib/core/permissions'
import { countOpen } from '#lib/findings/count-open'
import type { MyOrganisation } from '#lib/memberships/list-my-organisations'
import { Updates } from '../components/updates'

/** Lets a signed-in page follow what happens, for whoever may hear of anything here. */
export async function LiveUpdates({
  slug,
  ctx,
  mine,
}: {
  slug: string
  ctx: Context
  /** Where the person belongs. */
  mine: readonly MyOrganisation[]
}) {
  if ((await whoseChanges(ctx)).length === 0) return null
  return (
    <Updates
      source={paths.changeEvents(slug)}
      since={ctx.now.getTime()}
      toMend={await toMendOf(ctx, mine)}
    />
  )
}

/** Not counted for those who look after clubs: to them the clubs are what changes. */
async function toMendOf(ctx: Context, mine: readonly MyOrganisation[]): Promise<number | null> {
  if (ctx.organisation.kind !== 'person') {
    return mayRole(ctx.roles, 'finding.read') && ctx.organisation.kind === 'club'
      ? countOpen(ctx, {})
      : null
  }
  const counts = await Promise.all(
    mine.map(async ({ slug, coachId }) =>
      coachId === null ? 0 : countOpen(await requireContext(slug), { coachId }),
    ),
  )
  return counts.reduce((sum, open) => sum + open, 0)
}
