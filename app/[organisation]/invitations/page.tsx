import type { Metadata } from 'next'
import { askingLimits } from '#lib/core/asking-limits'
import { counted } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import { listToInvite, type Inviting, type OpenInvitation } from '#lib/invitations/list-to-invite'
import { BackLink } from '../../components/back-link'
import { Button, ButtonLink } from '../../components/button'
import { Card, CardFoot } from '../../components/card'
import { Choices } from '../../components/choices'
import { EmptyState } from '../../components/empty-state'
import { Form } from '../../components/form'
import { Notice } from '../../components/notice'
import { Row, Rows } from '../../components/rows'
import { StatusTag } from '../../components/status-tag'
import { Time } from '../../components/time'
import { askedText } from '../../edge/asked-text'
import { orNotFound } from '../../edge/or-not-found'
import { pageContext } from '../../edge/page-context'
import { Done } from '../done'
import { inviteMany, settle } from './actions'

export const metadata: Metadata = { title: 'Invite people' }

/** Who on the register is still to be invited, many at once, and who has not answered yet. */
export default async function InvitationsPage({
  params,
  searchParams,
}: PageProps<'/[organisation]/invitations'>) {
  const { organisation: slug } = await params
  const search = await searchParams
  const ctx = await pageContext(slug, paths.invitations(slug))
  const inviting = await orNotFound(listToInvite(ctx, {}))
  const many = Number.parseInt(askedText(search, 'many') ?? '', 10)
  const done = askedText(search, 'done')
  return (
    <>
      <BackLink href={paths.coaches(slug)}>Back to all coaches</BackLink>
      <h1>{headline(inviting)}</h1>
      {done === 'invited' && many > 0 ? (
        <Notice
          tone="good"
          title={`${counted(many, 'invitation')} ${many === 1 ? 'is' : 'are'} on the way.`}
          live
        />
      ) : (
        <Done done={done} />
      )}
      <ToInvite slug={slug} inviting={inviting} />
      <Open slug={slug} inviting={inviting} now={ctx.now} />
    </>
  )
}

function headline({ toInviteCount, openCount }: Inviting): string {
  if (toInviteCount > 0) {
    return `${counted(toInviteCount, 'person', 'people')} to invite`
  }
  return openCount > 0 ? 'Everybody is invited' : 'Nobody is left to invite'
}

function ToInvite({
  slug,
  inviting: { toInvite, toInviteCount },
}: {
  slug: string
  inviting: Inviting
}) {
  if (toInviteCount === 0) {
    return (
      <EmptyState
        title="Whom you add next will be here"
        action={<ButtonLink href={paths.imports(slug)}>Add people from a list</ButtonLink>}
      >
        People on your list whom nobody has invited yet, or whose invitation is too old.
      </EmptyState>
    )
  }
  const { count } = askingLimits.invitationsADay
  return (
    <Card as="section">
      <h2>Whom to invite</h2>
      <p>
        Each gets an e-mail with a link of their own. It takes them less than a minute to join. A
        club can send {count} in a day.
      </p>
      <Form action={inviteMany.bind(null, slug)} className="grid w-full gap-5">
        <CardFoot>
          <Button name="do" value="all">
            {toInviteCount > count
              ? `Invite the first ${count}`
              : `Invite all ${counted(toInviteCount, 'person', 'people')}`}
          </Button>
        </CardFoot>
        <Choices
          several
          name="who"
          label="Or choose some of them"
          choices={toInvite.map(({ coachId, name, email, teams }) => ({
            value: coachId,
            label: name,
            hint: teams === '' ? email : `${email}, ${teams}`,
          }))}
        />
        {toInviteCount > toInvite.length ? (
          <p>The first {toInvite.length} are shown. The others come when these are invited.</p>
        ) : null}
        <Button look="plain" name="do" value="chosen">
          Invite those I chose
        </Button>
      </Form>
    </Card>
  )
}

function Open({
  slug,
  inviting: { open, openCount },
  now,
}: {
  slug: string
  inviting: Inviting
  now: Date
}) {
  if (openCount === 0) return null
  return (
    <section className="grid gap-3">
      <h2>Invited, and not here yet</h2>
      <Rows label="Invitations that wait for an answer">
        {open.map((each) => (
          <OpenRow key={each.invitationId} slug={slug} invitation={each} now={now} />
        ))}
      </Rows>
      {openCount > open.length ? <p>The newest {open.length} are shown.</p> : null}
    </section>
  )
}

function OpenRow({
  slug,
  invitation,
  now,
}: {
  slug: string
  invitation: OpenInvitation
  now: Date
}) {
  const { invitationId, name, email, createdAt, expiresAt, expired, mailPending } = invitation
  return (
    <Row
      roomy
      title={name}
      detail={
        <>
          <span className="block wrap-anywhere">{email}</span>
          <span className="block text-ink-soft">
            {mailPending ? 'Not mailed yet, asked for ' : 'Invited '}
            <Time at={createdAt} now={now} as="relative" />, open until{' '}
            <Time at={expiresAt} now={now} as="date" />
          </span>
        </>
      }
    >
      {expired ? <StatusTag status="out_of_date">Too old to accept</StatusTag> : null}
      {mailPending && !expired ? <StatusTag status="not_checked">Not mailed yet</StatusTag> : null}
      <Form
        action={settle.bind(null, slug, invitationId)}
        className="flex flex-wrap items-center gap-3"
      >
        <Button look="plain" name="do" value="send">
          Send again<span className="sr-only"> to {name}</span>
        </Button>
        <Button look="plain" name="do" value="withdraw">
          Take back<span className="sr-only"> what was sent to {name}</span>
        </Button>
      </Form>
    </Row>
  )
}
