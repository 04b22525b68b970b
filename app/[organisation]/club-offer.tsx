import type { Context } from '#lib/context'
import { isAppError } from '#lib/core/errors'
import * as paths from '#lib/core/paths'
import { mayRole } from '#lib/core/permissions'
import { firstName } from '#lib/core/wording'
import { previewMend, type MendOffer } from '#lib/mends/preview-mend'
import { knownRules } from './mends/asked'
import { OfferCard } from './or-let-us'

type Subject = Parameters<typeof paths.mendNew>[0]

/**
 * What an officer can do from here about a host in the club's own Zoom account; null for who is no
 * officer, and for an account of a coach's own: that is theirs to mend.
 */
export async function clubOffer(
  ctx: Context,
  subject: Subject,
  rules: readonly string[],
): Promise<MendOffer | null> {
  const controls = knownRules(rules.join(','))
  if (controls.length === 0 || !mayRole(ctx.roles, 'mend.make')) return null
  try {
    return await previewMend(ctx, { ...subject, controls })
  } catch (error) {
    if (isAppError(error, 'not_found')) return null
    throw error
  }
}

/** True where there is no need to ask the coach: an officer can do it now, or has a moment ago. */
export const isForClub = (offer: MendOffer | null): boolean =>
  offer !== null && (offer.state === 'ready' || offer.state === 'under_way')

/** For an officer: what Touchline would change in the club's own Zoom account, and the way to it. */
export function ClubOffer({
  ctx,
  offer,
  subject,
  rules,
  coachName,
}: {
  ctx: Context
  offer: MendOffer | null
  subject: Subject
  rules: readonly string[]
  coachName: string
}) {
  if (!offer) return null
  const { slug } = ctx.organisation
  const whose = ctx.coachId === null ? `for ${firstName(coachName)} ` : ''
  return (
    <OfferCard
      title={rules.length > 1 ? 'Mend it all from here' : 'Mend it for them'}
      offer={offer}
      href={paths.mendNew(subject, knownRules(rules.join(',')), slug)}
      slug={slug}
    >
      {`This is in the club’s own Zoom account. We change it ${whose}there, then read it back.`}
    </OfferCard>
  )
}
