import type { Metadata } from 'next'
import { currentUser } from '#lib/auth/current-user'
import * as paths from '#lib/core/paths'
import { Button, ButtonLink } from '../components/button'
import { Form } from '../components/form'
import { Page } from '../components/page-layout'
import { end } from './actions'

export const metadata: Metadata = { title: 'Sign out' }

/** Asks, because opening an address may change nothing; and says afterwards that it is done. */
export default async function SignOutPage() {
  const user = await currentUser()
  if (!user) {
    return (
      <Page who={null}>
        <h1>You are signed out</h1>
        <p>Nobody can see your pages on this device now.</p>
        <ButtonLink href={paths.signIn()}>Sign in again</ButtonLink>
      </Page>
    )
  }
  return (
    <Page who={{ label: user.name, href: paths.me() }}>
      <h1>Sign out?</h1>
      <p>
        You are signed in as <b className="wrap-anywhere">{user.email}</b>. Touchline goes on
        checking while you are away.
      </p>
      <Form action={end} className="flex flex-wrap items-center gap-3">
        <Button>Sign out</Button>
        <Button look="plain" name="where" value="everywhere">
          Sign out on every device
        </Button>
        <a href={paths.me()} className="inline-block py-2.5">
          No, go back
        </a>
      </Form>
    </Page>
  )
}
