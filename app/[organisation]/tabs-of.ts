import type { Context } from '#lib/context'
import * as paths from '#lib/core/paths'
import { mayRole } from '#lib/core/permissions'
import type { Tab } from '../components/tabs'

/** The screens that somebody has in an organisation, by what it is and what they do there. */
export function tabsOf(slug: string, { organisation, roles, coachId }: Context): Tab[] {
  if (organisation.kind === 'person') return ownTabs
  if (organisation.kind !== 'club') {
    const risks = { label: 'Risks', href: paths.acceptanceRequests(slug) }
    const asked = { label: 'Requests', href: paths.clubRequests(slug) }
    return [
      { label: 'Clubs', href: paths.clubs(slug), whole: true },
      // Clubs ask a governing body to be let in, and never a region.
      ...(organisation.kind === 'governing_body' ? [asked] : []),
      ...(mayRole(roles, 'acceptance.decide_above') ? [risks] : []),
      { label: 'Rules', href: paths.rules(slug) },
      { label: 'Policies', href: paths.policies(slug) },
      { label: 'People', href: paths.people(slug) },
    ]
  }
  if (!mayRole(roles, 'membership.read')) {
    const mine = coachId ? [{ label: 'My page', href: paths.coach(slug, coachId) }] : []
    return [
      { label: 'To do', href: paths.me(), whole: true },
      ...mine,
      { label: 'Policies', href: paths.policies(slug) },
    ]
  }
  return [
    {
      ...{ label: 'Home', href: paths.organisation(slug), whole: true },
      also: [paths.findings(slug)],
    },
    {
      ...{ label: 'Coaches', href: paths.coaches(slug) },
      also: [paths.imports(slug), paths.invitations(slug)],
    },
    { label: 'Sessions', href: paths.sessions(slug) },
    { label: 'Zoom', href: paths.zoom(slug) },
    {
      ...{ label: 'Rules', href: paths.rules(slug) },
      also: [paths.statements(slug), paths.exemptions(slug)],
    },
    {
      ...{ label: 'Policies', href: paths.policies(slug) },
      also: [paths.signOffs(slug)],
    },
    { label: 'Evidence', href: paths.evidence(slug) },
    {
      ...{ label: 'People', href: paths.people(slug) },
      also: [paths.notices({}, slug)],
    },
  ]
}

const ownTabs: Tab[] = [
  { label: 'To do', href: paths.me(), whole: true },
  { label: 'Zoom', href: paths.zoom(paths.ownSlug) },
  { label: 'My details', href: paths.account() },
]
