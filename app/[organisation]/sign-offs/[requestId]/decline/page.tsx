import type { Metadata } from 'next'
import * as paths from '#lib/core/paths'
import { said_length_max } from '#lib/core/sign-offs/words'
import { prepareSignOff } from '#lib/sign-offs/prepare-sign-off'
import { BackLink } from '../../../../components/back-link'
import { Button } from '../../../../components/button'
import { Card, CardFoot } from '../../../../components/card'
import { Field } from '../../../../components/field'
import { Form } from '../../../../components/form'
import { SeenBy } from '../../../../components/seen-by'
import { orNotFound } from '../../../../edge/or-not-found'
import { pageContext } from '../../../../edge/page-context'
import { decline } from '../../actions'

export const metadata: Metadata = { title: 'I do not agree' }

/** Where somebody says that they do not agree: their welfare officer then talks to them. */
export default async function DeclinePage({
  params,
}: PageProps<'/[organisation]/sign-offs/[requestId]/decline'>) {
  const { organisation: slug, requestId } = await params
  const ctx = await pageContext(slug, paths.signOffDecline(slug, requestId))
  const { shown } = await orNotFound(prepareSignOff(ctx, { requestId }))
  return (
    <>
      <BackLink href={paths.signOff(slug, requestId)}>Back to the text</BackLink>
      <Card as="section">
        <h1>You do not agree to “{shown.title}”?</h1>
        <p>
          We tell your club’s welfare officer, who then talks to you. You can still agree later.
        </p>
        <Form action={decline.bind(null, slug)} className="grid w-full gap-5">
          <input type="hidden" name="requestId" value={requestId} />
          <Field
            name="why"
            label="Why not?"
            hint="A sentence or two about the text. Please write nothing about a child here."
            lines={3}
            lengthMax={said_length_max}
            optional
          />
          <SeenBy who="you_and_officers" />
          <CardFoot>
            <Button>I do not agree</Button>
            <a href={paths.signOff(slug, requestId)}>No, go back</a>
          </CardFoot>
        </Form>
      </Card>
    </>
  )
}
