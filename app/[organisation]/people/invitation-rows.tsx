import { roleTitle } from '#lib/core/posts'
import type { WaitingInvitation } from '#lib/invitations/list-invitations'
import { Button } from '../../components/button'
import { Form } from '../../components/form'
import { Row, Rows } from '../../components/rows'
import { StatusTag } from '../../components/status-tag'
import { Time } from '../../components/time'
import { settle } from './actions'

/** Invitations that wait for an answer, each to be sent again or taken back. */
export function InvitationRows({
  slug,
  invitations,
  back,
  now,
}: {
  slug: string
  invitations: readonly WaitingInvitation[]
  back: 'people' | 'clubInvite'
  now: Date
}) {
  return (
    <Rows label="Invitations that wait for an answer">
      {invitations.map((each) => (
        <Row
          key={each.invitationId}
          title={each.clubName ?? each.email}
          detail={
            <>
              {each.clubName ? each.email : roleTitle(each.role)}, open until{' '}
              <Time at={each.expiresAt} now={now} as="date" />
            </>
          }
        >
          {each.expired ? <StatusTag status="out_of_date">Too old to accept</StatusTag> : null}
          <Form
            action={settle.bind(null, slug, each.invitationId, back)}
            className="flex flex-wrap items-center gap-3"
          >
            <Button look="plain" name="do" value="send">
              Send again<span className="sr-only"> to {each.email}</span>
            </Button>
            <Button look="plain" name="do" value="withdraw">
              Take back<span className="sr-only"> what was sent to {each.email}</span>
            </Button>
          </Form>
        </Row>
      ))}
    </Rows>
  )
}
