import { getAudit, type Audit } from '#lib/audits/get-audit'
import { requireContext } from '#lib/auth/require-context'
import type { Context } from '#lib/context'
import { isAppError } from '#lib/core/errors'
import { listMyOrganisations } from '#lib/memberships/list-my-organisations'

/** What one club makes of a check. */
export type ClubJudgement = { name: string; slug: string; audit: Audit }

const clubs_max = 30

/**
 * What each club makes of a check. A club has its own only; the holder of the account sees what each
 * club that they coach for says of it, read there as what they are there.
 */
export async function clubJudgements(ctx: Context, audit: Audit): Promise<ClubJudgement[]> {
  const { kind, name, slug } = ctx.organisation
  if (kind !== 'person') return audit.judged ? [{ name, slug, audit }] : []
  if (audit.stage !== 'finished') return []
  const mine = await listMyOrganisations(ctx, {})
  const found: ClubJudgement[] = []
  for (const club of mine.filter(({ coachId }) => coachId !== null).slice(0, clubs_max)) {
    const inClub = await auditIn(club.slug, audit.auditId)
    if (inClub) found.push({ name: club.name, slug: club.slug, audit: inClub })
  }
  return found
}

async function auditIn(slug: string, auditId: string): Promise<Audit | null> {
  try {
    return await getAudit(await requireContext(slug), { auditId })
  } catch (error) {
    if (isAppError(error, 'not_found')) return null
    throw error
  }
}
