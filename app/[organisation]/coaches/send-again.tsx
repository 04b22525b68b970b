import type { CoachState } from '#lib/core/coach-status'
import { firstName } from '#lib/core/wording'
import { Button } from '../../components/button'
import { Form } from '../../components/form'
import { Time } from '../../components/time'
import { invite } from './actions'

const waiting: readonly CoachState[] = ['invited', 'invitation_expired']

/** True where a coach was invited and is not here yet. */
export const isInvited = (state: CoachState): boolean => waiting.includes(state)

/** When a coach was invited, and the button that mails it to them again; or the first time. */
export function SendAgain({
  slug,
  coach: { coachId, name },
  invitedAt,
  now,
}: {
  slug: string
  coach: { coachId: string; name: string }
  /** Null where nobody has invited them yet. */
  invitedAt: Date | null
  now: Date
}) {
  return (
    <div className="relative grid justify-items-start gap-2">
      {invitedAt ? (
        <p>
          Invitation sent <Time at={invitedAt} now={now} as="relative" />.
        </p>
      ) : null}
      <Form action={invite.bind(null, slug, coachId)} className="grid gap-3">
        <Button look="plain">
          {invitedAt ? 'Send it again' : `Invite ${firstName(name)}`}
          {invitedAt ? <span className="sr-only"> to {name}</span> : null}
        </Button>
      </Form>
    </div>
  )
}
