import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { currentUser } from '#lib/auth/current-user'
import * as paths from '#lib/core/paths'
import { nameLengthMax } from '#lib/core/plain-name'
import { Button } from '../../components/button'
import { Field } from '../../components/field'
import { Form } from '../../components/form'
import { Page } from '../../components/page-layout'
import { invitedAs } from '../../edge/invited-as'
import { wantedPath } from '../../edge/wanted-path'
import { sayName } from '../actions'

export const metadata: Metadata = { title: 'What is your name?' }

/** Asked of whoever signs in for the first time, before anything else. */
export default async function SignInNamePage({ searchParams }: PageProps<'/sign-in/name'>) {
  const wanted = wantedPath(await searchParams)
  const user = await currentUser()
  if (!user) redirect(paths.signIn(paths.signInName(wanted)))
  if (!user.nameless) redirect(wanted || paths.me())
  return (
    <Page who={{ label: 'New here', href: paths.me() }}>
      <h1>What is your name?</h1>
      <p>
        You are signed in as <b className="wrap-anywhere">{user.email}</b>, for the first time. The
        clubs and bodies that you join see your name.
      </p>
      <Form action={sayName}>
        <input type="hidden" name="returnTo" value={wanted} />
        <Field
          name="name"
          label="Your name"
          hint="First and last name, as people know you."
          value={(await invitedAs(wanted)).name ?? ''}
          autoComplete="name"
          lengthMax={nameLengthMax}
          spellCheck={false}
        />
        <Button>Go on</Button>
      </Form>
    </Page>
  )
}
