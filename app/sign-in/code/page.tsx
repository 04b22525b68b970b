import type { Metadata } from 'next'
import * as paths from '#lib/core/paths'
import { codeLife_minutes } from '#lib/core/sign-in-limits'
import { Button } from '../../components/button'
import { CodeField } from '../../components/code-field'
import { Disclosure } from '../../components/disclosure'
import { Field } from '../../components/field'
import { Form } from '../../components/form'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page-layout'
import { wantedPath } from '../../edge/wanted-path'
import { ask, typeCode } from '../actions'
import { askedAddress } from '../../edge/asked-address'

export const metadata: Metadata = { title: 'Type the code' }

/** Where the code is typed, on whatever device; on one that did not ask, with the address. */
export default async function SignInCodePage({ searchParams }: PageProps<'/sign-in/code'>) {
  const query = await searchParams
  const wanted = wantedPath(query)
  const asked = await askedAddress()
  return (
    <Page who={null}>
      <h1>{asked ? 'Look at your e-mail' : 'Type the code'}</h1>
      {asked ? (
        <p>
          We have sent a code to <b className="wrap-anywhere">{asked}</b>. It works for{' '}
          {codeLife_minutes} minutes.
        </p>
      ) : (
        <p>Type your e-mail address, and the code that we have sent to it.</p>
      )}
      {asked && query.sent === 'again' ? (
        <Notice tone="good" title="Another e-mail is on its way" live />
      ) : null}
      <Form action={typeCode}>
        <input type="hidden" name="returnTo" value={wanted} />
        {asked ? <input type="hidden" name="email" value={asked} /> : <AddressField />}
        <CodeField />
        <Button>Sign in</Button>
      </Form>
      {asked ? (
        <NoMail asked={asked} wanted={wanted} />
      ) : (
        <p>
          <a href={paths.signIn(wanted)} className="inline-block py-2.5">
            Ask for a new code
          </a>
        </p>
      )}
    </Page>
  )
}

function AddressField() {
  return (
    <Field
      name="email"
      label="Your e-mail address"
      type="email"
      inputMode="email"
      autoComplete="email"
      spellCheck={false}
    />
  )
}

function NoMail({ asked, wanted }: { asked: string; wanted: string }) {
  return (
    <Disclosure summary="No e-mail came, or the code does not work">
      <p>It can take a few minutes. Look in the folder for junk or spam, too.</p>
      <p>
        Is <b className="wrap-anywhere">{asked}</b> right? If not,{' '}
        <a href={paths.signIn(wanted)}>use another address</a>.
      </p>
      <Form action={ask}>
        <input type="hidden" name="returnTo" value={wanted} />
        <input type="hidden" name="email" value={asked} />
        <Button look="plain" name="again" value="yes">
          Send another e-mail
        </Button>
      </Form>
    </Disclosure>
  )
}
