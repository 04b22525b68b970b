import type { Metadata } from 'next'
import * as paths from '#lib/core/paths'
import { profileName } from '#lib/core/profiles/profile-name'
import { differences } from '#lib/core/profiles/rule-words'
import { timetableDifferences } from '#lib/core/profiles/reminder-choice'
import { retentionDifferences } from '#lib/core/profiles/retention-choice'
import { tightenRetention } from '#lib/core/retention/classes'
import { wayDifferences } from '#lib/core/profiles/way-words'
import { getDraft } from '#lib/profiles/get-draft'
import { BackLink } from '../../../components/back-link'
import { Button, ButtonLink } from '../../../components/button'
import { Card } from '../../../components/card'
import { Field } from '../../../components/field'
import { Form } from '../../../components/form'
import { Notice } from '../../../components/notice'
import { Time } from '../../../components/time'
import { orNotFound } from '../../../edge/or-not-found'
import { pageContext } from '../../../edge/page-context'
import { Done } from '../../done'
import { preview, publish, save } from '../actions'
import { DifferenceList } from '../difference-list'
import { PreviewResult } from './preview-result'
import { ReminderFields } from './reminder-fields'
import { RetentionFields } from './retention-fields'
import { RuleEditor } from './rule-editor'
import { WayEditor } from './way-editor'

export const metadata: Metadata = { title: 'New rules' }

type Draft = Awaited<ReturnType<typeof getDraft>>

/** Rules that are being written: what they change, what that would mean, and the way to publish them. */
export default async function DraftPage({
  params,
  searchParams,
}: PageProps<'/[organisation]/rules/draft'>) {
  const { organisation: slug } = await params
  const { done } = await searchParams
  const ctx = await pageContext(slug, paths.rulesDraft(slug))
  const draft = await orNotFound(getDraft(ctx, {}))
  const isClub = ctx.organisation.kind === 'club'
  return (
    <>
      <BackLink href={paths.rules(slug)}>Back to the rules</BackLink>
      <h1>New rules</h1>
      <Done done={done} />
      <p>
        {`A draft${draft.base ? `, begun from ${profileName(draft.base)}` : ''}. Last saved by ${draft.isOwn ? 'you' : 'somebody else'} `}
        <Time at={draft.changedAt} now={ctx.now} as="relative" />. It counts for nobody yet.
      </p>
      <Form
        action={save.bind(null, slug)}
        above={<BeforeRules slug={slug} draft={draft} isClub={isClub} now={ctx.now} />}
      >
        <Which draft={draft} />
        <RuleEditor choices={draft.choices} above={draft.above} />
        <WayEditor
          choices={draft.choices}
          ways={draft.ways}
          above={draft.waysAbove}
          notTaken={draft.notTaken}
        />
        {draft.reminders ? <ReminderFields timetable={draft.reminders} /> : null}
        <RetentionFields retention={draft.retention} above={draft.retentionAbove} />
        <Button>Save the draft</Button>
      </Form>
      <ButtonLink look="plain" href={paths.rulesDraftThrow(slug)}>
        Throw the draft away
      </ButtonLink>
    </>
  )
}

/** What the draft comes to and what can be done with it, before the long list of its rules. */
function BeforeRules({
  slug,
  draft,
  isClub,
  now,
}: {
  slug: string
  draft: Draft
  isClub: boolean
  now: Date
}) {
  return (
    <>
      {draft.refused.map(({ field, message }) => (
        <Notice key={field} tone="warning" title={message} />
      ))}
      <Card as="section">
        <h2>What would change</h2>
        <DifferenceList
          differences={[
            ...differences(draft.inForce, draft.choices),
            ...wayDifferences(draft.waysInForce, draft.ways),
            ...(draft.reminders
              ? timetableDifferences(draft.remindersInForce, draft.reminders)
              : []),
            ...retentionDifferences(
              draft.retentionInForce,
              draft.retentionAbove
                ? tightenRetention(draft.retentionAbove, draft.retention ?? {})
                : draft.retention,
            ),
          ]}
        />
        <a href="#draft-rules" className="inline-block py-2.5">
          Go to the rules in this draft
        </a>
      </Card>
      {isClub ? null : <PreviewCard slug={slug} draft={draft} now={now} />}
      <PublishCard slug={slug} draft={draft} isClub={isClub} />
      <h2 id="draft-rules">The rules in this draft</h2>
    </>
  )
}

/** Which draft, and as whom it was seen. */
function Which({ draft: { draftId, revision } }: { draft: Draft }) {
  return (
    <>
      <input type="hidden" name="draft" value={draftId} />
      <input type="hidden" name="revision" value={revision} />
    </>
  )
}

function PreviewCard({ slug, draft, now }: { slug: string; draft: Draft; now: Date }) {
  const isOld = draft.preview !== null && draft.preview.revision !== draft.revision
  return (
    <Card as="section">
      <h2>What it would mean for your clubs</h2>
      {draft.preview ? (
        <PreviewResult
          preview={draft.preview}
          isOld={isOld}
          lookAgain={paths.rulesDraft(slug)}
          now={now}
        />
      ) : (
        <p>
          Each club is held against these rules by what was read of its Zoom accounts before. You
          get numbers only, and nobody is told. What Zoom never tells is not counted.
        </p>
      )}
      <Form action={preview.bind(null, slug)}>
        <Which draft={draft} />
        <Button look={draft.preview && !isOld ? 'plain' : 'primary'}>
          {draft.preview ? 'See what it means now' : 'See what it would mean'}
        </Button>
      </Form>
    </Card>
  )
}

function PublishCard({ slug, draft, isClub }: { slug: string; draft: Draft; isClub: boolean }) {
  return (
    <Card as="section">
      <h2>Publish</h2>
      <Form action={publish.bind(null, slug)}>
        <Which draft={draft} />
        <Field
          name="note"
          label="What changes, in your own words"
          hint={isClub ? 'Kept with the version.' : 'Your clubs read this.'}
          lines={3}
          lengthMax={1000}
        />
        <Field
          name="inForceFrom"
          label="From which day they count"
          hint="Leave it empty, and they count at once."
          type="date"
          width="short"
          optional
        />
        <Button>Publish these rules</Button>
      </Form>
    </Card>
  )
}
