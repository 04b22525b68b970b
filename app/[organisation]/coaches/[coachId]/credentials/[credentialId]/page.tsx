import type { Metadata } from 'next'
import * as paths from '#lib/core/paths'
import { mayRole } from '#lib/core/permissions'
import { credentialWords } from '#lib/core/register/words'
import { showCredential, type ShownCredential } from '#lib/register/show-credential'
import { BackLink } from '../../../../../components/back-link'
import { Button, ButtonLink } from '../../../../../components/button'
import { Card, CardFoot } from '../../../../../components/card'
import { Choices } from '../../../../../components/choices'
import { Form } from '../../../../../components/form'
import { SeenBy } from '../../../../../components/seen-by'
import { orNotFound } from '../../../../../edge/or-not-found'
import { pageContext } from '../../../../../edge/page-context'
import { CredentialFacts } from '../../../credential-facts'
import { status, withdraw } from '../../../register-actions'

export const metadata: Metadata = { title: 'What they have to show' }

/** All that is kept of one check, course or licence; of a record check, who looks is written down. */
export default async function CredentialPage({
  params,
}: PageProps<'/[organisation]/coaches/[coachId]/credentials/[credentialId]'>) {
  const { organisation: slug, coachId, credentialId } = await params
  const ctx = await pageContext(slug, paths.credential(slug, coachId, credentialId))
  const shown = await orNotFound(showCredential(ctx, { credentialId }))
  const { row } = shown
  const stands = row.state === 'in_force'
  const second = mayRole(ctx.roles, 'credential.verify') && shown.notVerifiable === null
  return (
    <>
      <BackLink href={paths.coach(slug, coachId)}>Back to {shown.coachName}</BackLink>
      <h1>{credentialWords[row.kind]}</h1>
      <CredentialFacts shown={shown} now={ctx.now} />
      {row.kind === 'record_check' ? (
        <p>
          We keep that there is a check, and never what it says. Whoever opens this page is written
          down. <a href={paths.coachSeen(slug, row.coachId)}>See who has</a>. Its number is erased
          six months after somebody verified it.
        </p>
      ) : null}
      {stands && second && row.onUpdateService ? <Status slug={slug} shown={shown} /> : null}
      {stands ? (
        <Card as="section">
          <h2>Is it not right any more?</h2>
          <CardFoot>
            <ButtonLink href={paths.credentialNew(slug, row.coachId, row.kind)}>
              Put it in anew
            </ButtonLink>
            <Form action={withdraw.bind(null, slug, row.coachId)}>
              <input type="hidden" name="subjectId" value={credentialId} />
              <Button look="plain">Take it back</Button>
            </Form>
          </CardFoot>
        </Card>
      ) : (
        <p>This counts no more. It stays on record.</p>
      )}
    </>
  )
}

function Status({ slug, shown }: { slug: string; shown: ShownCredential }) {
  return (
    <Card as="section">
      <h2>Look in the Update Service again</h2>
      <Form action={status.bind(null, slug, shown.row.coachId)} className="grid w-full gap-5">
        <input type="hidden" name="subjectId" value={shown.row.id} />
        <Choices
          name="found"
          label="What did it say?"
          choices={[
            { value: 'no_change', label: 'Nothing has changed' },
            { value: 'changed', label: 'Something has changed', hint: 'They need a new check.' },
          ]}
        />
        <SeenBy who="papers" />
        <CardFoot>
          <Button>Note it</Button>
        </CardFoot>
      </Form>
    </Card>
  )
}
