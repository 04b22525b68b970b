import type { Coach } from '#lib/coaches/get-coach'
import { getRegisterRow, type RegisterRow } from '#lib/coaches/get-register-row'
import type { Context } from '#lib/context'
import * as paths from '#lib/core/paths'
import * as rightsPaths from '#lib/core/rights-paths'
import { firstName } from '#lib/core/wording'
import { Button } from '../../../components/button'
import { Card, CardFoot } from '../../../components/card'
import { Fact, Facts } from '../../../components/facts'
import { Form } from '../../../components/form'
import { Time } from '../../../components/time'
import { invite } from '../actions'

/** What the club's list says of a coach; for those who keep it, the invitation and the way to change it. */
export async function Register({
  slug,
  ctx,
  coach,
  officer,
}: {
  slug: string
  ctx: Context
  coach: Coach
  officer: boolean
}) {
  const { coachId, email, teams, coachesUnder18sOnline, startsAt, endsAt } = coach
  const row = officer && !endsAt ? await getRegisterRow(ctx, { coachId }) : null
  return (
    <Card as="section">
      <h2>On the club’s list</h2>
      <Facts>
        <Fact name="E-mail">
          <span className="break-all">{email}</span>
        </Fact>
        {teams === '' ? null : <Fact name="Teams">{teams}</Fact>}
        {row && row.tags !== '' ? <Fact name="Tags">{row.tags}</Fact> : null}
        <Fact name="Under-18s online">{coachesUnder18sOnline ? 'Yes' : 'No'}</Fact>
        <Fact name="Since">
          <Time at={startsAt} now={ctx.now} as="date" />
        </Fact>
        {endsAt ? (
          <Fact name="Left">
            <Time at={endsAt} now={ctx.now} as="date" />
          </Fact>
        ) : null}
      </Facts>
      {row && !row.joined ? <Invitation slug={slug} row={row} now={ctx.now} /> : null}
      {row ? (
        <CardFoot>
          <a href={paths.coachEdit(slug, coachId)}>Change these details</a>
          <a href={paths.coachEnd(slug, coachId)}>Take {firstName(coach.name)} off the list</a>
        </CardFoot>
      ) : null}
      {officer && ctx.coachId !== coachId ? (
        <CardFoot>
          {endsAt && email !== '' ? (
            <a href={rightsPaths.coachErase(slug, coachId)}>Erase what we hold</a>
          ) : null}
          <a href={rightsPaths.coachHold(slug, coachId)}>Keep everything for now</a>
        </CardFoot>
      ) : null}
    </Card>
  )
}

function Invitation({ slug, row, now }: { slug: string; row: RegisterRow; now: Date }) {
  const { invitation, coachId, name } = row
  return (
    <div className="grid w-full gap-2">
      <h3>Invitation</h3>
      {invitation === null ? (
        <p>{firstName(name)} has not been invited yet.</p>
      ) : (
        <p>
          Sent <Time at={invitation.createdAt} now={now} as="when" />
          {invitation.expired ? '. It is too old to accept now.' : ', open until '}
          {invitation.expired ? null : <Time at={invitation.expiresAt} now={now} as="date" />}
        </p>
      )}
      <Form action={invite.bind(null, slug, coachId)} className="grid w-full gap-3">
        <Button look={invitation === null || invitation.expired ? 'primary' : 'plain'}>
          {invitation === null ? `Invite ${firstName(name)}` : 'Send it again'}
        </Button>
      </Form>
    </div>
  )
}
