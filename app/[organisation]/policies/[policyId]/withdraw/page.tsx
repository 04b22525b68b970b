import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import * as paths from '#lib/core/paths'
import { mayRole } from '#lib/core/permissions'
import { getPolicy } from '#lib/policies/get-policy'
import { BackLink } from '../../../../components/back-link'
import { Button } from '../../../../components/button'
import { Field } from '../../../../components/field'
import { Form } from '../../../../components/form'
import { orNotFound } from '../../../../edge/or-not-found'
import { pageContext } from '../../../../edge/page-context'
import { withdraw } from '../../actions'

export const metadata: Metadata = { title: 'Withdraw a policy' }

/** What withdrawing means, and the button that does it. */
export default async function WithdrawPage({
  params,
}: PageProps<'/[organisation]/policies/[policyId]/withdraw'>) {
  const { organisation: slug, policyId } = await params
  const ctx = await pageContext(slug, paths.policyWithdraw(slug, policyId))
  const { isOwn, policy } = await orNotFound(getPolicy(ctx, { policyId }))
  if (!isOwn || policy.withdrawnAt || !mayRole(ctx.roles, 'policy.write')) notFound()
  return (
    <>
      <BackLink href={paths.policy(slug, policyId)}>Back to the policy</BackLink>
      <h1>{`Withdraw “${policy.title}”?`}</h1>
      <p>
        Nobody is asked to follow it any more, here and in every club below you. Each version, and
        what people agreed to, stays on record. It cannot be brought back: you would begin a new
        one.
      </p>
      <p>Is there only a mistake in it? Then publish a new version instead.</p>
      <Form action={withdraw.bind(null, slug)}>
        <input type="hidden" name="policy" value={policyId} />
        <Field name="why" label="Why is it withdrawn?" lines={2} lengthMax={500} />
        <Button>Withdraw it</Button>
      </Form>
    </>
  )
}
