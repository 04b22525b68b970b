import { currentUser } from '#lib/auth/current-user'
import { requireContext } from '#lib/auth/require-context'
import * as paths from '#lib/core/paths'
import { whoLabel } from '#lib/core/who-label'
import { listMyOrganisations } from '#lib/memberships/list-my-organisations'
import { Page } from '../components/page-layout'
import { orNotFound } from '../edge/or-not-found'
import { LiveUpdates } from './live-updates'
import { tabsOf } from './tabs-of'

/** The frame around every signed-in page: who, which screens, help, foot. Each page asks for itself who may see it. */
export default async function OrganisationLayout({
  children,
  params,
}: LayoutProps<'/[organisation]'>) {
  // The page sends whoever is not signed in to do so; only it knows where they wanted to go.
  if (!(await currentUser())) return <Page>{children}</Page>
  const { organisation: slug } = await params
  const ctx = await orNotFound(requireContext(slug))
  const me = await requireContext(paths.ownSlug)
  const name = me.actor.kind === 'user' ? me.actor.name : ''
  const mine = await listMyOrganisations(me, {})
  const who = { label: whoLabel(name, mine), href: paths.me() }
  return (
    <Page who={who} tabs={tabsOf(slug, ctx)}>
      {children}
      <LiveUpdates slug={slug} ctx={ctx} mine={mine} />
    </Page>
  )
}
