import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import * as paths from '#lib/core/paths'
import { mayRole } from '#lib/core/permissions'
import { pageContext } from '../edge/page-context'
import { ClubHome } from './home/club-home'
import { ToDo } from './to-do'

export const metadata: Metadata = { title: 'Home' }

/** The first page of whatever the address names: one's own list, a club's, or a body's clubs. */
export default async function HomePage({ params }: PageProps<'/[organisation]'>) {
  const { organisation: slug } = await params
  const ctx = await pageContext(slug, paths.organisation(slug))
  const { kind } = ctx.organisation
  if (kind === 'person') return <ToDo ctx={ctx} />
  if (kind !== 'club') redirect(paths.clubs(slug))
  // A coach's own list is in their own record, for all their clubs together.
  if (!mayRole(ctx.roles, 'coach.manage')) redirect(paths.me())
  return <ClubHome ctx={ctx} />
}
