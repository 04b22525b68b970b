import type { Metadata } from 'next'
import { currentUser } from '#lib/auth/current-user'
import { findLink } from '#lib/auth/use-link'
import * as paths from '#lib/core/paths'
import { Button, ButtonLink } from '../../components/button'
import { Form } from '../../components/form'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page-layout'
import { wantedPath } from '../../edge/wanted-path'
import { confirm } from '../actions'

export const metadata: Metadata = { title: 'Sign in', robots: { index: false } }

/** Where the e-mail's link leads. Opening it uses nothing up: mail scanners open links, too. */
export default async function SignInConfirmPage({ searchParams }: PageProps<'/sign-in/confirm'>) {
  const query = await searchParams
  const wanted = wantedPath(query)
  const token = typeof query.token === 'string' ? query.token : ''
  const found = await findLink(token, new Date())
  if (!found) return <TooLate wanted={wanted} />
  const user = await currentUser()
  const other = user && user.email !== found.email ? user : null
  return (
    <Page who={null}>
      <h1>One more press, and you are signed in</h1>
      <p>
        You will be signed in on this device as <b className="wrap-anywhere">{found.email}</b>.
      </p>
      {other ? (
        <Notice tone="warning" title={`You are signed in here as ${other.email} now`}>
          <p>That ends when you press the button.</p>
        </Notice>
      ) : null}
      <Form action={confirm}>
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="returnTo" value={wanted} />
        <Button>Sign in</Button>
      </Form>
      <p className="text-small text-ink-soft">
        Is that not your address, or did you not ask for this? Then close this page.
      </p>
    </Page>
  )
}

function TooLate({ wanted }: { wanted: string }) {
  return (
    <Page who={null}>
      <h1>This link does not work any more</h1>
      <p>
        It is too old, or was used already, or a part of it is missing. Ask for a new e-mail: it
        takes a minute.
      </p>
      <ButtonLink href={paths.signIn(wanted)}>Ask for a new e-mail</ButtonLink>
    </Page>
  )
}
