import type { Metadata } from 'next'
import * as paths from '#lib/core/paths'
import { getRegisterRow } from '#lib/coaches/get-register-row'
import { Confirm } from '../../../../components/confirm'
import { pageContext } from '../../../../edge/page-context'
import { orNotFound } from '../../../../edge/or-not-found'
import { end } from '../../actions'

export const metadata: Metadata = { title: 'Take a coach off the list' }

/** Asked before, since the coach feels it and it cannot be taken back. */
export default async function EndCoachPage({
  params,
}: PageProps<'/[organisation]/coaches/[coachId]/end'>) {
  const { organisation: slug, coachId } = await params
  const ctx = await pageContext(slug, paths.coachEnd(slug, coachId))
  const coach = await orNotFound(getRegisterRow(ctx, { coachId }))
  return (
    <Confirm
      title={`Take ${coach.name} off the list?`}
      action={end.bind(null, slug, coachId)}
      verb={`Take ${coach.name} off the list`}
      cancel={paths.coachEdit(slug, coachId)}
    >
      <p>
        {ctx.organisation.name} no longer sees anything new of their Zoom account. Their sessions
        leave your list, and what was still to mend is closed as “left”, not as mended.
      </p>
      <p>What was checked until now stays on record. If they come back, add them again.</p>
      <p>
        Is a concern about them open? Do not take them off the list. Ask your governing body’s lead
        officer first.
      </p>
    </Confirm>
  )
}
