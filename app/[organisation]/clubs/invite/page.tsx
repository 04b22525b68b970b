import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { mayRole } from '#lib/core/permissions'
import * as paths from '#lib/core/paths'
import { nameLengthMax } from '#lib/core/plain-name'
import { listInvitations } from '#lib/invitations/list-invitations'
import { BackLink } from '../../../components/back-link'
import { Button } from '../../../components/button'
import { EmptyState } from '../../../components/empty-state'
import { Field } from '../../../components/field'
import { Form } from '../../../components/form'
import { orNotFound } from '../../../edge/or-not-found'
import { pageContext } from '../../../edge/page-context'
import { Done } from '../../done'
import { InvitationRows } from '../../people/invitation-rows'
import { invite } from './actions'

export const metadata: Metadata = { title: 'Invite a club' }

export default async function InviteClubPage({
  params,
  searchParams,
}: PageProps<'/[organisation]/clubs/invite'>) {
  const { organisation: slug } = await params
  const { done } = await searchParams
  const ctx = await pageContext(slug, paths.clubInvite(slug))
  if (ctx.organisation.kind !== 'governing_body' || !mayRole(ctx.roles, 'club.invite')) notFound()
  const waiting = await orNotFound(listInvitations(ctx, { purpose: 'club' }))
  return (
    <>
      <BackLink href={paths.clubs(slug)}>Back to all clubs</BackLink>
      <h1>Invite a club</h1>
      <Done done={done} />
      <Form action={invite.bind(null, slug)}>
        <Field
          name="clubName"
          label="The club’s name"
          lengthMax={nameLengthMax}
          autoComplete="off"
        />
        <Field
          name="email"
          label="Its welfare officer’s e-mail address"
          hint="Whoever accepts is the club’s first welfare officer here."
          type="email"
          autoComplete="off"
          spellCheck={false}
        />
        <Button>Send the invitation</Button>
      </Form>
      <section className="grid gap-3">
        {waiting.length === 0 ? (
          <EmptyState title="Nobody is waiting">
            Clubs that you have invited and that have not answered yet will be here. Many clubs at
            once? <a href={paths.clubRequests(slug)}>Give them your code</a>, and they ask you.
          </EmptyState>
        ) : (
          <>
            <h2>Invited, and not here yet</h2>
            <InvitationRows slug={slug} invitations={waiting} back="clubInvite" now={ctx.now} />
          </>
        )}
      </section>
    </>
  )
}
