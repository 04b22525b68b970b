import type { Metadata } from 'next'
import * as paths from '#lib/core/paths'
import { getPolicyDraft } from '#lib/policies/get-draft'
import { BackLink } from '../../../../components/back-link'
import { Button } from '../../../../components/button'
import { Form } from '../../../../components/form'
import { Time } from '../../../../components/time'
import { orNotFound } from '../../../../edge/or-not-found'
import { pageContext } from '../../../../edge/page-context'
import { Done } from '../../../done'
import { save } from '../../actions'
import { DraftLeft } from './draft-left'
import { DraftFields } from './draft-fields'

export const metadata: Metadata = { title: 'Write a policy' }

/** A policy that is being written. Nothing of it counts until it is published. */
export default async function PolicyDraftPage({
  params,
  searchParams,
}: PageProps<'/[organisation]/policies/[policyId]/draft'>) {
  const { organisation: slug, policyId } = await params
  const { done } = await searchParams
  const ctx = await pageContext(slug, paths.policyDraft(slug, policyId))
  const draft = await orNotFound(getPolicyDraft(ctx, { policyId }))
  const which = (
    <>
      <input type="hidden" name="policy" value={policyId} />
      <input type="hidden" name="revision" value={draft.revision} />
    </>
  )
  return (
    <>
      <BackLink href={paths.policies(slug)}>Back to the policies</BackLink>
      <h1>{draft.title || 'A new policy'}</h1>
      <Done done={done} />
      <p>
        {`A draft of version ${draft.version}. Last saved by ${draft.isOwn ? 'you' : 'somebody else'} `}
        <Time at={draft.changedAt} now={ctx.now} as="relative" />. It counts for nobody yet.
      </p>
      <DraftLeft left={draft.left} />
      <a href={paths.policyPreview(slug, policyId)} className="w-fit py-2.5">
        See how it looks, as it was last saved
      </a>
      <Form action={save.bind(null, slug)}>
        {which}
        <DraftFields draft={draft} isClub={ctx.organisation.kind === 'club'} />
        <div className="flex flex-wrap gap-3">
          <Button name="next" value="preview">
            Save, and see how it looks
          </Button>
          <Button look="plain" name="next" value="draft">
            Save the draft
          </Button>
        </div>
      </Form>
      <a href={paths.policyDraftThrow(slug, policyId)} className="w-fit py-2.5">
        Throw the draft away
      </a>
    </>
  )
}
