import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import * as paths from '#lib/core/paths'
import { notVerifiableWords } from '#lib/core/proof/words'
import { getStatement } from '#lib/statements/get-statement'
import { BackLink } from '../../../../components/back-link'
import { Button } from '../../../../components/button'
import { Card, CardFoot } from '../../../../components/card'
import { Choices } from '../../../../components/choices'
import { Form } from '../../../../components/form'
import { Notice } from '../../../../components/notice'
import { SeenBy } from '../../../../components/seen-by'
import { Time } from '../../../../components/time'
import { orNotFound } from '../../../../edge/or-not-found'
import { pageContext } from '../../../../edge/page-context'
import { verify } from '../../actions'
import { aboutWhat } from '../../statement-card'

export const metadata: Metadata = { title: 'Verify a statement' }

/** Where a second person says that they have looked, too. */
export default async function VerifyStatementPage({
  params,
}: PageProps<'/[organisation]/statements/[statementId]/verify'>) {
  const { organisation: slug, statementId } = await params
  const ctx = await pageContext(slug, paths.statementVerify(slug, statementId))
  const statement = await orNotFound(getStatement(ctx, { statementId }))
  const { notVerifiable, verified, state, words, by, at } = statement
  if (notVerifiable === undefined || state !== 'in_force') notFound()
  const why = verified ? `Verified by ${verified.by} already.` : null
  const refusal = notVerifiable ? notVerifiableWords[notVerifiable] : why
  return (
    <>
      <BackLink href={paths.statements(slug)}>Back to statements</BackLink>
      <Card as="section">
        <h1>Is it so?</h1>
        <p>
          {aboutWhat(statement)}. {by} stated this on <Time at={at} now={ctx.now} as="date" />:
        </p>
        <blockquote className="border-l-4 border-pitch pl-4 text-lead">{words}</blockquote>
        {refusal ? (
          <Notice title="You cannot verify this">
            <p>{refusal}</p>
          </Notice>
        ) : (
          <Form action={verify.bind(null, slug)} className="grid w-full gap-5">
            <input type="hidden" name="statementId" value={statementId} />
            <Choices
              name="agreed"
              label="Have you looked yourself?"
              several
              choices={[{ value: 'yes', label: 'Yes. I have looked, and it is so.' }]}
            />
            <SeenBy who="person_and_officers" />
            <CardFoot>
              <Button>Verify this</Button>
              <a href={paths.statements(slug)}>No, go back</a>
            </CardFoot>
          </Form>
        )}
      </Card>
    </>
  )
}
