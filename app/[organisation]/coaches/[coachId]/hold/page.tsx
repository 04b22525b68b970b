import type { Metadata } from 'next'
import * as paths from '#lib/core/paths'
import * as rightsPaths from '#lib/core/rights-paths'
import { holdReasons, holdWords } from '#lib/core/rights/legal-hold'
import { getLeaver } from '#lib/rights/get-leaver'
import { listKept } from '#lib/rights/list-kept'
import { BackLink } from '../../../../components/back-link'
import { Button } from '../../../../components/button'
import { Choices } from '../../../../components/choices'
import { Confirm } from '../../../../components/confirm'
import { Form } from '../../../../components/form'
import { Notice } from '../../../../components/notice'
import { Time } from '../../../../components/time'
import { orNotFound } from '../../../../edge/or-not-found'
import { pageContext } from '../../../../edge/page-context'
import { hold, letGo } from '../../../kept/actions'

export const metadata: Metadata = { title: 'Keep everything for now' }

/** To have nothing of somebody erased; and, for a second person, to end that. */
export default async function HoldPage({
  params,
}: PageProps<'/[organisation]/coaches/[coachId]/hold'>) {
  const { organisation: slug, coachId } = await params
  const ctx = await pageContext(slug, rightsPaths.coachHold(slug, coachId))
  const { name } = await orNotFound(getLeaver(ctx, { coachId }))
  const { holds } = await orNotFound(listKept(ctx, { coachId }))
  const [stands] = holds
  if (!stands) return <Place slug={slug} coachId={coachId} name={name} />
  const said = (
    <p>
      {holdWords[stands.reason]}. Said by {stands.byName} on{' '}
      <Time at={stands.since} now={ctx.now} as="date" />.
    </p>
  )
  if (stands.byReader) {
    return (
      <>
        <BackLink href={rightsPaths.kept(slug)}>Back to what we keep</BackLink>
        <h1>Everything about {name} is kept for now</h1>
        {said}
        <p>Nothing about them is erased until somebody else who runs the club here ends this.</p>
        <Notice title="You said this, so somebody else has to end it.">
          <p>
            Is there nobody else? <a href={paths.people(slug)}>Invite a colleague</a>
          </p>
        </Notice>
      </>
    )
  }
  return (
    <Confirm
      title={`End keeping everything about ${name}?`}
      action={letGo.bind(null, slug, coachId)}
      verb="End it"
      cancel={rightsPaths.kept(slug)}
    >
      {said}
      <p>
        What is due is erased again, as the list says. Ask whoever said it, if you are not sure.
      </p>
    </Confirm>
  )
}

function Place({ slug, coachId, name }: { slug: string; coachId: string; name: string }) {
  return (
    <>
      <BackLink href={paths.coach(slug, coachId)}>Back</BackLink>
      <h1>Keep everything about {name} for now</h1>
      <p>
        Nothing about them is erased, whatever is due or was planned, until a second person ends it.
        Do this if the police, a court or somebody else on this list asked for records, or soon
        will.
      </p>
      <Form action={hold.bind(null, slug, coachId)} className="grid w-full gap-5">
        <Choices
          name="reason"
          label="Why does it have to be kept?"
          hint="Only this word is kept. Never write down what the matter is."
          choices={holdReasons.map((value) => ({ value, label: holdWords[value] }))}
        />
        <p>Your club’s officers see this. {name} does not.</p>
        <Button>Keep it for now</Button>
      </Form>
    </>
  )
}
