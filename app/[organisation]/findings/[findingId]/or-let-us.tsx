import { requireContext } from '#lib/auth/require-context'
import { isAppError } from '#lib/core/errors'
import { mendWords } from '#lib/core/mends/words'
import * as paths from '#lib/core/paths'
import type { ControlId } from '#lib/core/results'
import type { Finding } from '#lib/findings/get-finding'
import type { SeenMend } from '#lib/mends/mend-seen'
import { previewMend, type MendOffer } from '#lib/mends/preview-mend'
import { ButtonLink } from '../../../components/button'
import { Card } from '../../../components/card'
import { Changes } from '../../../components/changes'
import { StatusTag } from '../../../components/status-tag'
import { knownRules } from '../../mends/asked'

/**
 * For the coach whose finding it is: what Touchline would change, and the way to have it changed;
 * and what came of it when it was. Looked for in the coach's own record, by who is signed in.
 */
export async function OrLetUs({ finding }: { finding: Finding }) {
  const [control] = knownRules(finding.control)
  const { subject } = finding
  if (!control) return null
  const offer = await offerOf(subject, control)
  if (!offer) return null
  const last = offer.last ? <Last mend={offer.last} /> : null
  if (!('changes' in offer)) return last && <Card as="section">{last}</Card>
  return (
    <Card as="section">
      <h2>Or let us do it</h2>
      {last}
      <p>We change this in your Zoom account, then read it back.</p>
      <Changes changes={offer.changes} />
      {offer.state === 'consent' ? <p>You have to say once that you want this.</p> : null}
      {offer.state === 'grant' ? <p>Zoom has to be told once that you want this.</p> : null}
      <ButtonLink href={paths.mendNew(subject, [control])} full>
        {offer.state === 'ready' ? 'Look once more, then change it' : 'How it works'}
      </ButtonLink>
    </Card>
  )
}

/** Null where there is nothing of it in the person's own record: an account of another person. */
async function offerOf(subject: Finding['subject'], control: ControlId): Promise<MendOffer | null> {
  try {
    const ctx = await requireContext(paths.ownSlug)
    return await previewMend(ctx, { ...subject, controls: [control] })
  } catch (error) {
    if (isAppError(error, 'not_found')) return null
    throw error
  }
}

function Last({ mend }: { mend: SeenMend }) {
  const { status, tag, title, say } = mendWords(mend.state, mend.refusal)
  return (
    <div className="grid gap-1.5">
      <StatusTag status={status}>{tag}</StatusTag>
      <p className="font-[650]">{title}</p>
      <p>{say}</p>
      <a href={paths.mend(mend.mendId)} className="inline-block py-2.5">
        {mend.putBackUntil ? 'See it, or put it back' : 'See what happened'}
      </a>
    </div>
  )
}
