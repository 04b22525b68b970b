import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import * as paths from '#lib/core/paths'
import { getPerson } from '#lib/register/get-person'
import { Confirm } from '../../../../components/confirm'
import { orNotFound } from '../../../../edge/or-not-found'
import { pageContext } from '../../../../edge/page-context'
import { clear } from '../../register-actions'

export const metadata: Metadata = { title: 'Cleared to start' }

/** Asked before, since the person feels it. Why is never written down. */
export default async function ClearedPage({
  params,
}: PageProps<'/[organisation]/coaches/[coachId]/cleared'>) {
  const { organisation: slug, coachId } = await params
  const ctx = await pageContext(slug, paths.coachCleared(slug, coachId))
  const { name, suspended, own, left } = await orNotFound(getPerson(ctx, { coachId }))
  if (suspended === null || own || left) notFound()
  const cancel = paths.coach(slug, coachId)
  if (suspended) {
    return (
      <Confirm
        title={`Is ${name} cleared again?`}
        action={clear.bind(null, slug, coachId, 'cleared')}
        verb="Say that they are cleared"
        cancel={cancel}
      >
        <p>
          From now on, their checks and courses count again. Earlier entries of theirs, which ended,
          are cleared with it.
        </p>
      </Confirm>
    )
  }
  return (
    <Confirm
      title={`Is ${name} not cleared to start?`}
      action={clear.bind(null, slug, coachId, 'suspended')}
      verb="Say that they are not cleared"
      cancel={cancel}
    >
      <p>
        Their page says “Not cleared to start”, and nothing else. Never write down why, here or
        anywhere in Touchline. Ask your governing body’s lead officer what to do next.
      </p>
      <p>
        Their sessions are not stopped by this. Talk to them. The other welfare officers are told by
        e-mail, without the name. A new entry for the same person is not cleared either.
      </p>
    </Confirm>
  )
}
