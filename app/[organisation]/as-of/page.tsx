import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import * as paths from '#lib/core/paths'
import { mayRole } from '#lib/core/permissions'
import { BackLink } from '../../components/back-link'
import { pageContext } from '../../edge/page-context'
import { askedOf, dayOf } from './asked'
import { ChooseDay } from './choose-day'
import { PastClub } from './past-club'
import { PastClubs } from './past-clubs'
import { PastNotice } from './past-notice'

export const metadata: Metadata = { title: 'An earlier day' }

/** How a club, or the clubs under a body, stood on an earlier day. */
export default async function AsOfPage({
  params,
  searchParams,
}: PageProps<'/[organisation]/as-of'>) {
  const { organisation: slug } = await params
  const search = await searchParams
  const ctx = await pageContext(slug, paths.asOf(slug, dayOf(search)))
  const isClub = ctx.organisation.kind === 'club'
  if (!mayRole(ctx.roles, isClub ? 'coach.manage' : 'roll_up.read')) notFound()
  const asked = askedOf(search, ctx.now)
  const { day } = asked
  const home = isClub ? paths.organisation(slug) : paths.clubs(slug)
  return (
    <>
      <BackLink href={home}>Back to how it is now</BackLink>
      <h1>{isClub ? 'The club on an earlier day' : 'Your clubs on an earlier day'}</h1>
      {day.kind === 'day' ? <PastNotice at={day.at} isToday={day.isToday} nowHref={home} /> : null}
      <ChooseDay action={paths.asOf(slug)} asked={asked} />
      {day.kind !== 'day' ? null : isClub ? (
        <PastClub ctx={ctx} at={day.at} />
      ) : (
        <PastClubs ctx={ctx} at={day.at} search={search} />
      )}
    </>
  )
}
