import { requireContext } from '#lib/auth/require-context'
import type { Context } from '#lib/context'
import { isAppError } from '#lib/core/errors'
import type { ControlId, Level } from '#lib/core/results'
import { listMyOrganisations } from '#lib/memberships/list-my-organisations'
import { accountSessionsToMend } from '#lib/mends/account-sessions-to-mend'
import { sessionsToMend } from '#lib/mends/sessions-to-mend'

export type Wanted = Awaited<ReturnType<typeof sessionsToMend>>

/** More clubs than anybody coaches for. */
const clubs_max = 30

/**
 * What all the clubs that somebody coaches for found in their coming sessions and Touchline can mend:
 * each read in that club's own tenancy, as what they are there. A session of two clubs is there once.
 */
export async function wantedSessions(
  me: Context,
  of: { rules?: readonly ControlId[]; level?: Level } = {},
): Promise<Wanted> {
  const coached = (await listMyOrganisations(me, {})).filter(({ coachId }) => coachId !== null)
  const found = new Map<string, Wanted[number]['controls']>()
  for (const { slug } of coached.slice(0, clubs_max)) {
    for (const { meetingId, controls } of await ofClub(slug, of.level)) {
      const asked = controls.filter((control) => of.rules?.includes(control) ?? true)
      const all = [...new Set([...(found.get(meetingId) ?? []), ...asked])]
      if (all.length > 0) found.set(meetingId, all.toSorted())
    }
  }
  return [...found].map(([meetingId, controls]) => ({ meetingId, controls }))
}

/** One's own sessions of which these rules are to be mended, or those in a club's own account. */
export const wantedOf = (ctx: Context, rules: readonly ControlId[]): Promise<Wanted> =>
  ctx.organisation.kind === 'person'
    ? wantedSessions(ctx, { rules })
    : accountSessionsToMend(ctx, { rules: [...rules] })

/** A club that they have left a moment ago is left out. */
async function ofClub(slug: string, level: Level | undefined): Promise<Wanted> {
  try {
    return await sessionsToMend(await requireContext(slug), level ? { level } : {})
  } catch (error) {
    if (isAppError(error, 'not_found')) return []
    throw error
  }
}
