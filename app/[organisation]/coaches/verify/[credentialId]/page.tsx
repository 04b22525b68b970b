import type { Metadata } from 'next'
import * as paths from '#lib/core/paths'
import { verifiedHows } from '#lib/core/register/credential'
import { notVerifiableCredential } from '#lib/core/register/verify-words'
import { howWords } from '#lib/core/register/words'
import { showToVerify } from '#lib/register/show-credential'
import { BackLink } from '../../../../components/back-link'
import { Button } from '../../../../components/button'
import { Card, CardFoot } from '../../../../components/card'
import { Choices } from '../../../../components/choices'
import { Form } from '../../../../components/form'
import { Notice } from '../../../../components/notice'
import { SeenBy } from '../../../../components/seen-by'
import { orNotFound } from '../../../../edge/or-not-found'
import { pageContext } from '../../../../edge/page-context'
import { CredentialFacts } from '../../credential-facts'
import { verify } from '../../register-actions'

export const metadata: Metadata = { title: 'Verify' }

/** Where a second person says that they have looked, and how. Of a record check that is written down. */
export default async function VerifyCredentialPage({
  params,
}: PageProps<'/[organisation]/coaches/verify/[credentialId]'>) {
  const { organisation: slug, credentialId } = await params
  const ctx = await pageContext(slug, paths.verifyCredential(slug, credentialId))
  const shown = await orNotFound(showToVerify(ctx, { credentialId }))
  const { row, notVerifiable } = shown
  const isCheck = row.kind === 'record_check'
  const why = row.verifiedByName ? `${row.verifiedByName} verified this already.` : null
  const refusal = notVerifiable ? notVerifiableCredential[notVerifiable] : why
  const ways = verifiedHows.filter((how) => how !== 'update_service' || isCheck)
  return (
    <>
      <BackLink href={paths.toVerify(slug)}>Back to the list to verify</BackLink>
      <Card as="section">
        <h1>Is this right?</h1>
        <CredentialFacts shown={shown} now={ctx.now} />
        {isCheck ? (
          <p>
            That you saw this is written down, and {shown.coachName} can see it. Write nothing here
            that the check found: what matters is that you looked, and decided.
          </p>
        ) : null}
        {refusal ? (
          <Notice title="You cannot verify this">
            <p>{refusal}</p>
          </Notice>
        ) : (
          <Form action={verify.bind(null, slug)} className="grid w-full gap-5">
            <input type="hidden" name="subjectId" value={credentialId} />
            <Choices
              name="how"
              label="How do you know?"
              choices={ways.map((how) => ({ value: how, label: howWords[how] }))}
            />
            <Choices
              name="agreed"
              label="Have you looked yourself?"
              several
              choices={[
                { value: 'yes', label: 'Yes. It is theirs, and it says what is written here.' },
              ]}
            />
            <SeenBy who="papers" />
            <CardFoot>
              <Button>Verify this</Button>
              <a href={paths.toVerify(slug)}>No, go back</a>
            </CardFoot>
          </Form>
        )}
      </Card>
    </>
  )
}
