import type { ListedLogin } from '#lib/auth/list-logins'
import { loginIdle_days } from '#lib/core/sign-in-limits'
import * as paths from '#lib/core/paths'
import { Button, ButtonLink } from '../../components/button'
import { Card, CardFoot } from '../../components/card'
import { Form } from '../../components/form'
import { Time } from '../../components/time'
import { signOutElsewhere } from './actions'

/** Where one is signed in, and the ways out. */
export function Logins({
  logins,
  now,
  emailChanged,
}: {
  logins: readonly ListedLogin[]
  now: Date
  emailChanged: boolean
}) {
  const others = logins.filter(({ isHere }) => !isHere)
  return (
    <Card as="section">
      <h2>Where you are signed in</h2>
      {emailChanged && others.length > 0 ? (
        <p>
          You changed your address. Is one of these devices not with you any more? Then sign out
          everywhere else now.
        </p>
      ) : null}
      <ul className="grid gap-2">
        {logins.map(({ createdAt, lastUsedAt, isHere }) => (
          <li key={createdAt.toISOString()}>
            <b>{isHere ? 'This device' : 'Another device'}</b>
            <span className="block text-ink-soft">
              since <Time at={createdAt} now={now} as="when" />, last used{' '}
              <Time at={lastUsedAt} now={now} as="relative" />
            </span>
          </li>
        ))}
      </ul>
      <p>
        A device that you do not use for {loginIdle_days} days is signed out by itself. On one that
        others use, sign out when you are done.
      </p>
      {others.length === 0 ? null : (
        <Form action={signOutElsewhere}>
          <Button look="plain">Sign out everywhere else</Button>
        </Form>
      )}
      <CardFoot>
        <ButtonLink href={paths.signOut()} look="plain">
          Sign out here
        </ButtonLink>
      </CardFoot>
    </Card>
  )
}
