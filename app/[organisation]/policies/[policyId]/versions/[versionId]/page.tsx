import type { Metadata } from 'next'
import * as paths from '#lib/core/paths'
import { getPolicy } from '#lib/policies/get-policy'
import { BackLink } from '../../../../../components/back-link'
import { Notice } from '../../../../../components/notice'
import { orNotFound } from '../../../../../edge/or-not-found'
import { pageContext } from '../../../../../edge/page-context'
import { PolicyBody } from '../../policy-body'

export const metadata: Metadata = { title: 'A version of a policy' }

/** A version of a policy as it was published. */
export default async function PolicyVersionPage({
  params,
}: PageProps<'/[organisation]/policies/[policyId]/versions/[versionId]'>) {
  const { organisation: slug, policyId, versionId } = await params
  const ctx = await pageContext(slug, paths.policyVersion(slug, policyId, versionId))
  const read = await orNotFound(getPolicy(ctx, { policyId, versionId }))
  const isHeld = read.holds?.id === read.shown.id
  return (
    <>
      <BackLink href={paths.policy(slug, policyId)}>Back to the policy</BackLink>
      <h1>{`${read.shown.title}, version ${read.shown.version}`}</h1>
      {isHeld ? null : (
        <Notice title="This is not the version that holds here now">
          {read.holds ? (
            <a href={paths.policyVersion(slug, policyId, read.holds.id)}>
              {`Read version ${read.holds.version}, which does`}
            </a>
          ) : (
            'No version does.'
          )}
        </Notice>
      )}
      <PolicyBody slug={slug} read={read} now={ctx.now} />
    </>
  )
}
