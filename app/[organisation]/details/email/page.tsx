import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { signedInAt } from '#lib/auth/signed-in-at'
import * as paths from '#lib/core/paths'
import { freshLogin_minutes, isFreshLogin } from '#lib/core/sign-in-limits'
import { BackLink } from '../../../components/back-link'
import { Button } from '../../../components/button'
import { Field } from '../../../components/field'
import { Form } from '../../../components/form'
import { pageContext } from '../../../edge/page-context'
import { askForEmail, signInAgain } from '../actions'

export const metadata: Metadata = { title: 'Use another address' }

/** Which address one wants to sign in with from now on. */
export default async function EmailPage({ params }: PageProps<'/[organisation]/details/email'>) {
  if ((await params).organisation !== paths.ownSlug) notFound()
  const { actor, now } = await pageContext(paths.ownSlug, paths.accountEmail())
  if (actor.kind !== 'user') notFound()
  if (!isFreshLogin(await signedInAt(), now)) return <SignInFirst email={actor.email} />
  return (
    <>
      <BackLink href={paths.account()}>Back to my details</BackLink>
      <h1>Use another address</h1>
      <p>
        You sign in with <b className="wrap-anywhere">{actor.email}</b> now. We send a code to the
        new address, and nothing changes before you have typed it.
      </p>
      <Form action={askForEmail}>
        <Field
          name="email"
          label="The new e-mail address"
          type="email"
          inputMode="email"
          autoComplete="email"
          spellCheck={false}
        />
        <Button>Send a code to it</Button>
      </Form>
    </>
  )
}

/** A device that is left signed in must not be enough to take somebody's account away. */
function SignInFirst({ email }: { email: string }) {
  return (
    <>
      <BackLink href={paths.account()}>Back to my details</BackLink>
      <h1>First, sign in again</h1>
      <p>
        You signed in more than {freshLogin_minutes} minutes ago. Before you change your address, we
        check that it is you: we send a code to <b className="wrap-anywhere">{email}</b>. Then you
        come back here.
      </p>
      <Form action={signInAgain}>
        <Button>Sign in again</Button>
      </Form>
    </>
  )
}
