import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import * as paths from '#lib/core/paths'
import { mayRole } from '#lib/core/permissions'
import { getPolicy } from '#lib/policies/get-policy'
import { BackLink } from '../../../../components/back-link'
import { Button } from '../../../../components/button'
import { Card } from '../../../../components/card'
import { Choices } from '../../../../components/choices'
import { Field } from '../../../../components/field'
import { Form } from '../../../../components/form'
import { Notice } from '../../../../components/notice'
import { orNotFound } from '../../../../edge/or-not-found'
import { pageContext } from '../../../../edge/page-context'
import { adopt, postpone } from '../../actions'
import { PolicyBody } from '../policy-body'

export const metadata: Metadata = { title: 'Adopt a policy' }

/** Where a club says yes to a policy from above, or why not yet: the whole text stands before the box. */
export default async function AdoptPage({
  params,
}: PageProps<'/[organisation]/policies/[policyId]/adopt'>) {
  const { organisation: slug, policyId } = await params
  const ctx = await pageContext(slug, paths.policyAdopt(slug, policyId))
  if (ctx.organisation.kind !== 'club' || !mayRole(ctx.roles, 'policy.adopt')) notFound()
  const read = await orNotFound(getPolicy(ctx, { policyId }))
  if (read.isOwn) notFound()
  const toAdopt = read.policy.withdrawnAt ? null : read.standing.toAdopt
  return (
    <>
      <BackLink href={paths.policy(slug, policyId)}>Back to the policy</BackLink>
      <h1>{`${read.shown.title}, version ${read.shown.version}`}</h1>
      {toAdopt ? (
        <>
          <p>
            {`${read.policy.publisherName} asks your club to adopt this. Read it, then answer below.`}
          </p>
          {read.shown.version === 1 ? null : (
            <Notice title="What changed">
              <p className="whitespace-pre-line">{read.shown.whatChanged}</p>
            </Notice>
          )}
          <PolicyBody slug={slug} read={read} now={ctx.now} />
          <Yes slug={slug} club={ctx.organisation.name} versionId={toAdopt.version.id} />
          <NotYet slug={slug} versionId={toAdopt.version.id} />
        </>
      ) : (
        <Notice title="There is nothing to adopt">
          Your club has adopted the newest version, or it was withdrawn.
        </Notice>
      )}
    </>
  )
}

type Props = { slug: string; versionId: string }

function Yes({ slug, club, versionId }: Props & { club: string }) {
  return (
    <Card as="section">
      <h2>Adopt it</h2>
      <Form action={adopt.bind(null, slug)} className="grid w-full gap-5">
        <input type="hidden" name="version" value={versionId} />
        <Choices
          name="agreed"
          label="Does your club adopt it?"
          hint="Your name and the time are kept, and those above you see them."
          several
          choices={[
            { value: 'yes', label: `Yes. I have read it, and I adopt it in the name of ${club}.` },
          ]}
        />
        <Button>Adopt this policy</Button>
      </Form>
    </Card>
  )
}

function NotYet({ slug, versionId }: Props) {
  return (
    <Card as="section">
      <h2>Not yet?</h2>
      <Form action={postpone.bind(null, slug)} className="grid w-full gap-5">
        <input type="hidden" name="version" value={versionId} />
        <Field
          name="why"
          label="Why not yet"
          hint="Say what it waits for. Those above you read it. It stays on your list."
          lines={2}
          lengthMax={500}
        />
        <Button look="plain">Say why not yet</Button>
      </Form>
    </Card>
  )
}
