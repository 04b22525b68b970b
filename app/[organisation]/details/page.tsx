import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTimeZone } from '#lib/auth/get-time-zone'
import { listLogins } from '#lib/auth/list-logins'
import * as paths from '#lib/core/paths'
import * as rightsPaths from '#lib/core/rights-paths'
import { nameLengthMax } from '#lib/core/plain-name'
import { Button, ButtonLink } from '../../components/button'
import { Card } from '../../components/card'
import { Field } from '../../components/field'
import { Form } from '../../components/form'
import { pageContext } from '../../edge/page-context'
import { changeMyName } from './actions'
import { Done } from '../done'
import { Logins } from './logins'
import { TimeZone } from './time-zone'

export const metadata: Metadata = { title: 'My details' }

/** What one is called, the address one signs in with, and where. Only in one's own record. */
export default async function DetailsPage({
  params,
  searchParams,
}: PageProps<'/[organisation]/details'>) {
  const { organisation: slug } = await params
  if (slug !== paths.ownSlug) notFound()
  const { done } = await searchParams
  const ctx = await pageContext(slug, paths.account())
  const { actor } = ctx
  if (actor.kind !== 'user') notFound()
  const logins = await listLogins(ctx)
  const timeZone = await getTimeZone(ctx, {})
  return (
    <>
      <h1>My details</h1>
      <Done done={done} />
      <Card as="section">
        <h2>Your name</h2>
        <p>The clubs and bodies that you belong to see it.</p>
        <Form action={changeMyName} className="grid w-full gap-5">
          <Field
            name="name"
            label="Your name"
            value={actor.name}
            autoComplete="name"
            lengthMax={nameLengthMax}
            spellCheck={false}
          />
          <Button>Save my name</Button>
        </Form>
      </Card>
      <Card as="section">
        <h2>Your e-mail address</h2>
        <p>
          You sign in with <b className="wrap-anywhere">{actor.email}</b>. The others who help where
          you help see it, too, and of a club’s welfare officer its governing body.
        </p>
        <ButtonLink href={paths.accountEmail()} look="plain">
          Use another address
        </ButtonLink>
      </Card>
      <TimeZone timeZone={timeZone} />
      <Card as="section">
        <h2>What we have told you</h2>
        <p>Every e-mail that Touchline sent you by itself, and why you got it.</p>
        <ButtonLink href={paths.notices()} look="plain">
          See what we sent
        </ButtonLink>
      </Card>
      <YourData />
      <Logins logins={logins} now={ctx.now} emailChanged={done === 'email'} />
    </>
  )
}

function YourData() {
  return (
    <Card as="section">
      <h2>Your data</h2>
      <p>All that Touchline holds about you, here and at your clubs.</p>
      <ButtonLink href={rightsPaths.myData()} look="plain">
        Download your data
      </ButtonLink>
      <ButtonLink href={rightsPaths.eraseMe()} look="plain">
        Have your data erased
      </ButtonLink>
    </Card>
  )
}
