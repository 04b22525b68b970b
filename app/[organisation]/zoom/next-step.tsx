import * as paths from '#lib/core/paths'
import type { Connection } from '#lib/zoom-connections/list-connections'
import { ButtonLink } from '../../components/button'

/** After connecting: sorting is part of it, so it comes first; then what the check came to. */
export function NextStep({ connections }: { connections: readonly Connection[] }) {
  const connected = connections.filter(({ state }) => state === 'connected')
  if (connected.some(({ unsorted }) => unsorted > 0)) return <SortNext />
  const newest = connected.find(({ auditId }) => auditId !== null)
  if (!newest?.auditId) return null
  return (
    <ButtonLink href={paths.audit(paths.ownSlug, newest.auditId)}>
      {newest.checkingNow ? 'Next: see what we find' : 'See what we found'}
    </ButtonLink>
  )
}

/** Leads to the list of meetings of which nobody has said yet what they are. */
export const SortNext = () => (
  <ButtonLink href={paths.zoomMeetings(paths.ownSlug)}>
    Next: say which meetings are club sessions
  </ButtonLink>
)
