import type { Context } from '../context'
import { mayRole } from '../core/permissions'
import { listMyOrganisations } from '../memberships/list-my-organisations'
import type { Whose } from './ear'

/**
 * Of whose changes somebody may hear in what the context acts for: all of them who keep a club's
 * register or look after clubs, a coach of what concerns themselves, and in one's own record of one's
 * own and of oneself in each club. Nobody's where they hold a post that sees none of it.
 */
export async function whoseChanges(ctx: Context): Promise<Whose[]> {
  const { id: organisationId, kind } = ctx.organisation
  if (kind === 'person') {
    const clubs = await listMyOrganisations(ctx, {})
    const asCoach = clubs.flatMap(({ id, coachId }) =>
      coachId === null ? [] : [{ organisationId: id, coachId }],
    )
    return [{ organisationId, coachId: null }, ...asCoach]
  }
  const all = mayRole(ctx.roles, kind === 'club' ? 'coach.manage' : 'roll_up.read')
  if (all) return [{ organisationId, coachId: null }]
  return ctx.coachId === null ? [] : [{ organisationId, coachId: ctx.coachId }]
}
