import type { Metadata } from 'next'
import * as paths from '#lib/core/paths'
import { notVerifiableCredential } from '#lib/core/register/verify-words'
import { credentialWords } from '#lib/core/register/words'
import { listToVerify } from '#lib/register/list-to-verify'
import { BackLink } from '../../../components/back-link'
import { EmptyState } from '../../../components/empty-state'
import { Row, Rows } from '../../../components/rows'
import { Time } from '../../../components/time'
import { orNotFound } from '../../../edge/or-not-found'
import { pageContext } from '../../../edge/page-context'
import { Done } from '../../done'

export const metadata: Metadata = { title: 'To verify' }

/** What waits for a second person to look at it, the longest first. */
export default async function ToVerifyPage({
  params,
  searchParams,
}: PageProps<'/[organisation]/coaches/verify'>) {
  const { organisation: slug } = await params
  const { done } = await searchParams
  const ctx = await pageContext(slug, paths.toVerify(slug))
  const waiting = await orNotFound(listToVerify(ctx, {}))
  return (
    <>
      <BackLink href={paths.coaches(slug)}>Back to all coaches</BackLink>
      <Done done={done} />
      <h1>To verify</h1>
      <p>
        Somebody put these in. A second person looks at the original, or asks whoever gave it.
        Nobody verifies their own, or what they put in.
      </p>
      {waiting.length === 0 ? (
        <EmptyState title="Nothing waits">
          What people put in will be here until somebody else has looked at it.
        </EmptyState>
      ) : (
        <Rows label="To verify, the longest first">
          {waiting.map((each) => (
            <Row
              key={each.credentialId}
              roomy
              {...(each.notVerifiable
                ? {}
                : { href: paths.verifyCredential(slug, each.credentialId) })}
              title={`${each.coachName}: ${credentialWords[each.kind].toLowerCase()}`}
              detail={
                <span className="text-small text-ink-soft">
                  {each.providedByName} put this in on{' '}
                  <Time at={each.providedAt} now={ctx.now} as="date" />
                  {each.nameDiffers ? '. It is in another name' : null}
                  {each.notVerifiable ? `. ${notVerifiableCredential[each.notVerifiable]}` : null}
                </span>
              }
            />
          ))}
        </Rows>
      )}
    </>
  )
}
