import type { Metadata } from 'next'
import * as paths from '#lib/core/paths'
import { getPolicy } from '#lib/policies/get-policy'
import { BackLink } from '../../../components/back-link'
import { orNotFound } from '../../../edge/or-not-found'
import { pageContext } from '../../../edge/page-context'
import { Done } from '../../done'
import { PolicyActions } from './policy-actions'
import { PolicyBody } from './policy-body'
import { PolicyHistory } from './policy-history'

export const metadata: Metadata = { title: 'Policy' }

/** A policy as it is to be read now, how it stands here, and every version that there was. */
export default async function PolicyPage({
  params,
  searchParams,
}: PageProps<'/[organisation]/policies/[policyId]'>) {
  const { organisation: slug, policyId } = await params
  const { done } = await searchParams
  const ctx = await pageContext(slug, paths.policy(slug, policyId))
  const read = await orNotFound(getPolicy(ctx, { policyId }))
  return (
    <>
      <BackLink href={paths.policies(slug)}>Back to the policies</BackLink>
      <h1>{read.shown.title}</h1>
      <Done done={done} />
      <PolicyActions read={read} ctx={ctx} />
      <PolicyBody slug={slug} read={read} now={ctx.now} />
      <PolicyHistory slug={slug} read={read} now={ctx.now} />
    </>
  )
}
