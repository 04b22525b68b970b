import type { Metadata } from 'next'
import * as paths from '#lib/core/paths'
import * as rightsPaths from '#lib/core/rights-paths'
import { getLeaver } from '#lib/rights/get-leaver'
import { Confirm } from '../../../../components/confirm'
import { BackLink } from '../../../../components/back-link'
import { Notice } from '../../../../components/notice'
import { Time } from '../../../../components/time'
import { orNotFound } from '../../../../edge/or-not-found'
import { pageContext } from '../../../../edge/page-context'
import { plan } from '../../../kept/actions'
import { WhatGoes } from '../../../what-goes'

export const metadata: Metadata = { title: 'Erase somebody who left' }

/** What will go and what will stay, and when, before an officer plans it. */
export default async function ErasePage({
  params,
}: PageProps<'/[organisation]/coaches/[coachId]/erase'>) {
  const { organisation: slug, coachId } = await params
  const ctx = await pageContext(slug, rightsPaths.coachErase(slug, coachId))
  const { name, left, held, erased, eraseAt, putOff } = await orNotFound(
    getLeaver(ctx, { coachId }),
  )
  if (!left || held || erased) {
    return (
      <>
        <BackLink href={paths.coach(slug, coachId)}>Back</BackLink>
        <h1>Erase {name}?</h1>
        <Notice title="That is not possible now">{whyNot({ held, erased })}</Notice>
      </>
    )
  }
  return (
    <Confirm
      title={`Erase ${name}?`}
      action={plan.bind(null, slug, coachId)}
      verb={`Plan to erase ${name}`}
      cancel={paths.coach(slug, coachId)}
    >
      <p>
        It happens on <Time at={eraseAt} now={ctx.now} as="date" />
        {putOff ? ', because your governing body asks clubs to keep it until then' : ''}. Until then
        you or another officer can stop it. After that it cannot be undone.
      </p>
      <p>
        Is there a concern about them, or may there be one?{' '}
        <a href={rightsPaths.coachHold(slug, coachId)}>Keep everything for now</a> instead.
      </p>
      <WhatGoes />
    </Confirm>
  )
}

const whyNot = ({ held, erased }: { held: boolean; erased: boolean }) =>
  erased
    ? 'They have been erased already.'
    : held
      ? 'Somebody said that it has to be kept for now. A second person has to end that first.'
      : 'They are still on your list. Take them off it first.'
