import type { Metadata } from 'next'
import * as paths from '#lib/core/paths'
import * as rightsPaths from '#lib/core/rights-paths'
import { postsOf, roleTitle } from '#lib/core/posts'
import { listInvitations } from '#lib/invitations/list-invitations'
import { listMembers, type Member } from '#lib/memberships/list-members'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Choices } from '../../components/choices'
import { Field } from '../../components/field'
import { Form } from '../../components/form'
import { Notice } from '../../components/notice'
import { orNotFound } from '../../edge/or-not-found'
import { pageContext } from '../../edge/page-context'
import { invite } from './actions'
import { Done } from '../done'
import { InvitationRows } from './invitation-rows'
import { Members } from './members'

export const metadata: Metadata = { title: 'People' }

/** Who keeps the organisation going, and who has been asked to help. */
export default async function PeoplePage({
  params,
  searchParams,
}: PageProps<'/[organisation]/people'>) {
  const { organisation: slug } = await params
  const { done } = await searchParams
  const ctx = await pageContext(slug, paths.people(slug))
  const members = await orNotFound(listMembers(ctx))
  const waiting = await orNotFound(listInvitations(ctx, { purpose: 'member' }))
  return (
    <>
      <h1>People who help at {ctx.organisation.name}</h1>
      <Done done={done} />
      {ctx.organisation.kind === 'club' ? <OfficersNotice members={members} /> : null}
      <Members slug={slug} members={members} now={ctx.now} />
      {waiting.length === 0 ? null : (
        <section className="grid gap-3">
          <h2>Invited, and not here yet</h2>
          <InvitationRows slug={slug} invitations={waiting} back="people" now={ctx.now} />
        </section>
      )}
      <p>
        <a href={paths.notices({}, slug)}>See who was told what by e-mail</a>
      </p>
      {ctx.organisation.kind === 'club' ? (
        <p>
          <a href={rightsPaths.kept(slug)}>What we keep, and until when</a>
        </p>
      ) : null}
      <Card as="section">
        <h2>Invite a colleague</h2>
        <Form action={invite.bind(null, slug)} className="grid w-full gap-5">
          <Field
            name="email"
            label="Their e-mail address"
            type="email"
            autoComplete="off"
            spellCheck={false}
          />
          <Choices
            name="role"
            label="What will they do here?"
            choices={postsOf[ctx.organisation.kind].map((post) => ({
              value: post,
              label: roleTitle(post),
              hint: hints[post],
            }))}
          />
          <Button>Send the invitation</Button>
        </Form>
      </Card>
    </>
  )
}

const hints = {
  welfare_officer:
    'Looks after children’s safety: sees everything here, and acts on it. Your governing body sees their name and e-mail address.',
  administrator: 'Sets things up and invites people.',
  safeguarding_lead: 'Looks after children’s safety across all clubs.',
}

function OfficersNotice({ members }: { members: readonly Member[] }) {
  const officers = members.filter(({ role }) => role === 'welfare_officer').length
  if (officers > 1) return null
  return (
    <Notice tone="warning" title="There is one welfare officer only">
      <p>If they are ill or on holiday, nobody sees what is wrong. Invite a second one.</p>
    </Notice>
  )
}
