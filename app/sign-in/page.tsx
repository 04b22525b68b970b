import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { currentUser } from '#lib/auth/current-user'
import * as paths from '#lib/core/paths'
import { codeLife_minutes } from '#lib/core/sign-in-limits'
import { Button } from '../components/button'
import { Field } from '../components/field'
import { Form } from '../components/form'
import { Page } from '../components/page-layout'
import { wantedPath } from '../edge/wanted-path'
import { ask } from './actions'
import { askedAddress } from '../edge/asked-address'
import { invitedAs } from '../edge/invited-as'

export const metadata: Metadata = { title: 'Sign in' }

/** One question: which address. A code is mailed to it, whoever's it is. */
export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const wanted = wantedPath(await searchParams)
  if (await currentUser()) redirect(wanted || paths.me())
  return (
    <Page who={null} help={<p>Use the address that your club or governing body has for you.</p>}>
      <h1>Sign in</h1>
      <p>
        There is no password. We send you an e-mail with a code and a link; either signs you in.
        They work for {codeLife_minutes} minutes.
      </p>
      <Form action={ask}>
        <input type="hidden" name="returnTo" value={wanted} />
        <Field
          name="email"
          label="Your e-mail address"
          type="email"
          inputMode="email"
          autoComplete="email"
          spellCheck={false}
          value={(await askedAddress()) ?? (await invitedAs(wanted)).email ?? ''}
        />
        <Button>Send me a code</Button>
      </Form>
      <p>
        <a href={paths.signInCode(wanted)} className="inline-block py-2.5">
          I have a code already
        </a>
      </p>
    </Page>
  )
}
