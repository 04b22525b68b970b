import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import * as paths from '#lib/core/paths'
import { findInvitation } from '#lib/invitations/find-invitation'
import { listConnections } from '#lib/zoom-connections/list-connections'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Form } from '../../components/form'
import { Page } from '../../components/page-layout'
import { Time } from '../../components/time'
import { pageContext } from '../../edge/page-context'
import { accept } from './actions'
import { Settled } from './settled'
import { WhatItMeans } from './what-it-means'

export const metadata: Metadata = { title: 'Your invitation', robots: { index: false } }

/** Who invites, to what, who will see what; then one button. Opening it changes nothing. */
export default async function InvitationPage({ params }: PageProps<'/invitation/[token]'>) {
  const { token } = await params
  const me = await pageContext(paths.ownSlug, paths.invitation(token))
  const found = await findInvitation(token, me.now)
  if (!found || me.actor.kind !== 'user') notFound()
  const who = { label: me.actor.name, href: paths.me() }
  if (found.state !== 'open') {
    return (
      <Page who={who}>
        <Settled found={found} mine={found.acceptedBy === me.actor.userId} />
      </Page>
    )
  }
  const connections = found.purpose === 'coach' ? await listConnections(me, {}) : []
  const connected = connections.some(({ state }) => state === 'connected')
  return (
    <Page
      who={who}
      help={<p>Not sure who sent this? Ask {found.organisation.name} before you accept.</p>}
    >
      <h1>
        {found.organisation.name} invites {found.clubName ?? 'you'}
      </h1>
      <WhatItMeans found={found} connected={connected} />
      <Card as="section">
        <h2>Your answer</h2>
        <p>
          You are signed in as <b>{me.actor.email}</b>. If that is not the address you want to use
          here, <a href={paths.signOut()}>sign out</a> first, then open the link again.
        </p>
        <Form action={accept.bind(null, token)}>
          <Button>Accept the invitation</Button>
        </Form>
        <p className="text-small text-ink-soft">
          You can accept until <Time at={found.expiresAt} now={me.now} as="date" />. If you do not
          want to, close this page.
        </p>
      </Card>
    </Page>
  )
}
