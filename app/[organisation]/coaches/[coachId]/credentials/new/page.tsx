import type { Metadata } from 'next'
import * as paths from '#lib/core/paths'
import { credentialKinds } from '#lib/core/register/credential'
import { credentialWords } from '#lib/core/register/words'
import { getPerson } from '#lib/register/get-person'
import { BackLink } from '../../../../../components/back-link'
import { Button } from '../../../../../components/button'
import { Form } from '../../../../../components/form'
import { Row, Rows } from '../../../../../components/rows'
import { SeenBy } from '../../../../../components/seen-by'
import { orNotFound } from '../../../../../edge/or-not-found'
import { pageContext } from '../../../../../edge/page-context'
import { provide } from '../../../register-actions'
import { kindOf } from '../../../register-typed'
import { CredentialFields } from './credential-fields'

export const metadata: Metadata = { title: 'Put in a check, course or licence' }

/** What is it, then the days on it: two short pages, so that each asks only what belongs. */
export default async function NewCredentialPage({
  params,
  searchParams,
}: PageProps<'/[organisation]/coaches/[coachId]/credentials/new'>) {
  const { organisation: slug, coachId } = await params
  const kind = kindOf((await searchParams)['kind'])
  const ctx = await pageContext(slug, paths.credentialNew(slug, coachId, kind))
  const { name, credentials } = await orNotFound(getPerson(ctx, { coachId }))
  const ofKind = credentials.filter((each) => each.kind === kind)
  const there = ofKind.find(({ appliedOn }) => appliedOn === null)
  const waits = ofKind.find(({ appliedOn }) => appliedOn !== null)
  return (
    <>
      <BackLink href={paths.coach(slug, coachId)}>Back to {name}</BackLink>
      {kind === undefined ? (
        <>
          <h1>What does {name} have to show?</h1>
          <Rows label="What it is">
            {credentialKinds.map((each) => (
              <Row
                key={each}
                title={credentialWords[each]}
                href={paths.credentialNew(slug, coachId, each)}
              />
            ))}
          </Rows>
        </>
      ) : (
        <>
          <h1>
            {credentialWords[kind]} of {name}
          </h1>
          <p>
            Never a copy of it, and never what it says.{' '}
            {there ? 'This takes the place of what is on record. ' : null}A second person looks at
            it next.
          </p>
          <Form action={provide.bind(null, slug, coachId)}>
            <input type="hidden" name="kind" value={kind} />
            <input type="hidden" name="replaces" value={there?.credentialId ?? ''} />
            <input type="hidden" name="replacesApplied" value={waits?.credentialId ?? ''} />
            <CredentialFields kind={kind} />
            <SeenBy who="papers" />
            <Button>Put it in</Button>
          </Form>
        </>
      )}
    </>
  )
}
