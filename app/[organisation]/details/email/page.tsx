import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import * as paths from '#lib/core/paths'
import { BackLink } from '../../../components/back-link'
import { Button } from '../../../components/button'
import { Field } from '../../../components/field'
import { Form } from '../../../components/form'
import { pageContext } from '../../../edge/page-context'
import { askForEmail } from '../actions'

export const metadata: Metadata = { title: 'Use another address' }

/** Which address one wants to sign in with from now on. */
export default async function EmailPage({ params }: PageProps<'/[organisation]/details/email'>) {
  if ((await params).organisation !== paths.ownSlug) notFound()
  const { actor } = await pageContext(paths.ownSlug, paths.accountEmail())
  if (actor.kind !== 'user') notFound()
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
