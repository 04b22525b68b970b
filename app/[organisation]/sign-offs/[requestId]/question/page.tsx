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
import { ask } from '../../actions'

export const metadata: Metadata = { title: 'I have a question' }

/** Where somebody asks about what they are to sign. */
export default async function QuestionPage({
  params,
}: PageProps<'/[organisation]/sign-offs/[requestId]/question'>) {
  const { organisation: slug, requestId } = await params
  const ctx = await pageContext(slug, paths.signOffQuestion(slug, requestId))
  const { shown } = await orNotFound(prepareSignOff(ctx, { requestId }))
  return (
    <>
      <BackLink href={paths.signOff(slug, requestId)}>Back to the text</BackLink>
      <Card as="section">
        <h1>Your question about “{shown.title}”</h1>
        <p>
          It goes to your club’s welfare officer, who rings or writes to you. Only those who look
          after the club’s register can read it.
        </p>
        <p>
          Are you worried about a child? Do not write it here: use the help at the foot of this
          page.
        </p>
        <Form action={ask.bind(null, slug)} className="grid w-full gap-5">
          <input type="hidden" name="requestId" value={requestId} />
          <Field
            name="question"
            label="What do you want to know?"
            hint="A sentence or two about the text, with no child’s name."
            lines={3}
            lengthMax={said_length_max}
          />
          <SeenBy who="you_and_officers" />
          <CardFoot>
            <Button>Send my question</Button>
            <a href={paths.signOff(slug, requestId)}>No, go back</a>
          </CardFoot>
        </Form>
      </Card>
    </>
  )
}
