import * as paths from '#lib/core/paths'
import { roleTitle } from '#lib/core/posts'
import type { Member } from '#lib/memberships/list-members'
import { Table } from '../../components/table'
import { Time } from '../../components/time'

/** Who helps here now, each with the way to end their post. */
export function Members({
  slug,
  members,
  now,
}: {
  slug: string
  members: readonly Member[]
  now: Date
}) {
  const since = ({ startsAt }: Member) => Time({ at: startsAt, now, as: 'date' })
  const change = ({ membershipId, name }: Member) => EndLink({ slug, membershipId, name })
  return (
    <Table
      caption="Who helps here now"
      captionShown
      items={members}
      itemKey={({ membershipId }) => membershipId}
      columns={[
        { heading: 'Name', cell: ({ name, isSelf }) => (isSelf ? `${name} (you)` : name) },
        { heading: 'Post', cell: ({ role }) => roleTitle(role) },
        { heading: 'E-mail', cell: ({ email }) => email },
        { heading: 'Since', cell: since },
        { heading: 'Change', cell: change },
      ]}
    />
  )
}

function EndLink({
  slug,
  membershipId,
  name,
}: {
  slug: string
  membershipId: string
  name: string
}) {
  return (
    <a href={paths.personEnd(slug, membershipId)} className="inline-block py-2">
      End this post<span className="sr-only"> of {name}</span>
    </a>
  )
}
