import type { Metadata } from 'next'
import { counted, formatCalendarDate } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import { audienceInWords } from '#lib/core/policies/audience'
import { getPolicyDraft } from '#lib/policies/get-draft'
import { BackLink } from '../../../../../components/back-link'
import { Button, ButtonLink } from '../../../../../components/button'
import { Card } from '../../../../../components/card'
import { Form } from '../../../../../components/form'
import { orNotFound } from '../../../../../edge/or-not-found'
import { pageContext } from '../../../../../edge/page-context'
import { Done } from '../../../../done'
import { publish } from '../../../actions'
import { PolicyText } from '../../../policy-text'
import { ShortVersion } from '../../../short-version'
import { DraftLeft } from '../draft-left'

export const metadata: Metadata = { title: 'How the policy looks' }

type Draft = Awaited<ReturnType<typeof getPolicyDraft>>

/** A draft as people would read it, and the button that publishes it. */
export default async function PreviewPage({
  params,
  searchParams,
}: PageProps<'/[organisation]/policies/[policyId]/draft/preview'>) {
  const { organisation: slug, policyId } = await params
  const { done } = await searchParams
  const ctx = await pageContext(slug, paths.policyPreview(slug, policyId))
  const draft = await orNotFound(getPolicyDraft(ctx, { policyId }))
  return (
    <>
      <BackLink href={paths.policyDraft(slug, policyId)}>Back to the draft</BackLink>
      <h1>{draft.title || 'Without a title yet'}</h1>
      <Done done={done} />
      <p>This is how people will read it. It counts for nobody yet.</p>
      <DraftLeft left={draft.left} at={paths.policyDraft(slug, policyId)} />
      {draft.shortVersion === '' ? null : <ShortVersion text={draft.shortVersion} />}
      <section className="grid gap-3">
        <h2>The whole policy</h2>
        {draft.format === 'pdf' ? (
          <p>{draft.pdf_bytes === null ? 'No PDF was chosen yet.' : 'The PDF that you chose.'}</p>
        ) : (
          <PolicyText markdown={draft.markdown} />
        )}
      </section>
      <Publish slug={slug} draft={draft} isClub={ctx.organisation.kind === 'club'} />
    </>
  )
}

function Publish({ slug, draft, isClub }: { slug: string; draft: Draft; isClub: boolean }) {
  const { policyId, revision, version, inForceFrom, left } = draft
  const from = inForceFrom === '' ? 'at once' : `from ${formatCalendarDate(inForceFrom)}`
  const again = draft.isFirst || draft.change === 'material'
  return (
    <Card as="section">
      <h2>{`Publish version ${version}`}</h2>
      <p>
        {`It holds ${from}. For: ${audienceInWords(draft)}. ${
          again
            ? `They have ${counted(draft.due_days, 'day')} to agree to it.`
            : 'It is a minor change: nobody is asked again.'
        }`}
      </p>
      <p>
        {isClub ? '' : 'Each club below you gets it, and is asked to adopt it. '}A version that is
        published is never changed. A mistake is mended by a new version.
      </p>
      {left.length > 0 ? (
        <ButtonLink href={paths.policyDraft(slug, policyId)}>Go on writing</ButtonLink>
      ) : (
        <Form action={publish.bind(null, slug)}>
          <input type="hidden" name="policy" value={policyId} />
          <input type="hidden" name="revision" value={revision} />
          <Button>Publish it</Button>
        </Form>
      )}
    </Card>
  )
}
