import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import * as paths from '#lib/core/paths'
import { roleWords } from '#lib/core/posts'
import { listMembers } from '#lib/memberships/list-members'
import { Confirm } from '../../../../components/confirm'
import { orNotFound } from '../../../../edge/or-not-found'
import { pageContext } from '../../../../edge/page-context'
import { end } from '../../actions'

export const metadata: Metadata = { title: 'End a post' }

export default async function EndPostPage({
  params,
}: PageProps<'/[organisation]/people/[membershipId]/end'>) {
  const { organisation: slug, membershipId } = await params
  const ctx = await pageContext(slug, paths.personEnd(slug, membershipId))
  const members = await orNotFound(listMembers(ctx))
  const member = members.find((each) => each.membershipId === membershipId)
  if (!member) notFound()
  const post = roleWords(member.role)
  return (
    <Confirm
      title={member.isSelf ? `Stop being ${post}?` : `End the post of ${member.name}?`}
      action={end.bind(null, slug, membershipId)}
      verb={member.isSelf ? `Stop being ${post}` : `End the post of ${member.name}`}
      cancel={paths.people(slug)}
    >
      <p>
        {member.isSelf ? 'You' : member.name} will no longer see anything of {ctx.organisation.name}{' '}
        as its {post}. What was done until now stays on record.
      </p>
      <p>
        To give the post to somebody else, invite them first, and end this one when they are in.
      </p>
    </Confirm>
  )
}
