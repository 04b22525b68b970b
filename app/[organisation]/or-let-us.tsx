import { requireContext } from '#lib/auth/require-context'
import { isAppError } from '#lib/core/errors'
import { mendWords } from '#lib/core/mends/words'
import * as paths from '#lib/core/paths'
import type { ControlId } from '#lib/core/results'
import type { SeenMend } from '#lib/mends/mend-seen'
import { previewMend, type MendOffer } from '#lib/mends/preview-mend'
import { ButtonLink } from '../components/button'
import { Card } from '../components/card'
import { Changes } from '../components/changes'
import { StatusTag } from '../components/status-tag'
import { knownRules } from './mends/asked'
import { onlyThen } from './mends/where-of'

type Subject = Parameters<typeof paths.mendNew>[0]

/**
 * For the coach whose account it is: what Touchline would change so that these rules are met, and
 * the way to have it changed; and what came of it when it was. Looked for in the coach's own record,
 * by who is signed in. `title` is for where there is something to change.
 */
export async function OrLetUs({
  title = 'Or let us do it',
  subject,
  controls,
}: {
  title?: string
  subject: Subject
  controls: readonly string[]
}) {
  const known = knownRules(controls.join(','))
  const offer = await offerOf(subject, known)
  if (!offer) return null
  return (
    <OfferCard
      title={title}
      offer={offer}
      href={paths.mendNew(subject, known)}
      slug={paths.ownSlug}
    >
      We change this in your Zoom account, then read it back.
    </OfferCard>
  )
}

/** What would be changed, and the way to it; or what came of it. `children`: where, in a sentence. */
export function OfferCard({
  title,
  offer,
  href,
  slug,
  children,
}: {
  title: string
  offer: MendOffer
  href: string
  slug: string
  children: string
}) {
  const last = offer.last ? <Last mend={offer.last} slug={slug} /> : null
  if (!('changes' in offer)) return last && <Card as="section">{last}</Card>
  return (
    <Card as="section">
      <h2>{title}</h2>
      {last}
      <p>{children}</p>
      {offer.timeAt ? (
        <p>
          One time of this session is set otherwise than the rest. We change it{' '}
          {onlyThen(offer.timeAt)}.
        </p>
      ) : null}
      <Changes changes={offer.changes} />
      {offer.state === 'consent' ? <p>You have to say once that you want this.</p> : null}
      {offer.state === 'grant' ? <p>Zoom has to be told once that you want this.</p> : null}
      <ButtonLink href={href} full>
        {offer.state === 'ready' ? 'Mend it from here' : 'How it works'}
      </ButtonLink>
    </Card>
  )
}

/** Null where there is nothing of it in the person's own record: an account of another person. */
async function offerOf(
  subject: Subject,
  controls: readonly ControlId[],
): Promise<MendOffer | null> {
  if (controls.length === 0) return null
  try {
    const ctx = await requireContext(paths.ownSlug)
    return await previewMend(ctx, { ...subject, controls: [...controls] })
  } catch (error) {
    if (isAppError(error, 'not_found')) return null
    throw error
  }
}

function Last({ mend, slug }: { mend: SeenMend; slug: string }) {
  const { status, tag, title, say } = mendWords(mend)
  return (
    <div className="grid gap-1.5">
      <StatusTag status={status}>{tag}</StatusTag>
      <p className="font-[650]">{title}</p>
      <p>{say}</p>
      <a href={paths.mend(mend.mendId, slug)} className="inline-block py-2.5">
        {mend.putBackUntil ? 'See it, or put it back' : 'See what happened'}
      </a>
    </div>
  )
}
