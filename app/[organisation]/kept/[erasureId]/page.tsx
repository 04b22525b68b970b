import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import * as paths from '#lib/core/paths'
import * as rightsPaths from '#lib/core/rights-paths'
import { erasureStateWords, keptReasons, keptWords } from '#lib/core/rights/erasure'
import { listKept, type ListedErasure } from '#lib/rights/list-kept'
import { BackLink } from '../../../components/back-link'
import { Button } from '../../../components/button'
import { Card } from '../../../components/card'
import { Choices } from '../../../components/choices'
import { Fact, Facts } from '../../../components/facts'
import { Form } from '../../../components/form'
import { Notice } from '../../../components/notice'
import { Time } from '../../../components/time'
import { orNotFound } from '../../../edge/or-not-found'
import { pageContext } from '../../../edge/page-context'
import { WhatGoes } from '../../what-goes'
import { agree, keep } from '../actions'

export const metadata: Metadata = { title: 'Erasing somebody' }

const origins = {
  asked_by_person: 'They asked for it',
  asked_by_officer: 'An officer asked for it',
  retention: 'They left long enough ago',
} as const

/** One request or plan to erase somebody: what goes and stays, and what can be said to it. */
export default async function ErasurePage({
  params,
}: PageProps<'/[organisation]/kept/[erasureId]'>) {
  const { organisation: slug, erasureId } = await params
  const ctx = await pageContext(slug, rightsPaths.erasure(slug, erasureId))
  const { erasures } = await orNotFound(listKept(ctx, { erasureId }))
  const [erasure] = erasures
  if (!erasure) notFound()
  const { name, state } = erasure
  const open = state === 'waiting' || state === 'planned'
  return (
    <>
      <BackLink href={rightsPaths.kept(slug)}>Back to what we keep</BackLink>
      <h1>{state === 'done' ? 'Somebody was erased' : `Erase ${name}?`}</h1>
      <HowItStands erasure={erasure} now={ctx.now} />
      {open ? <Decide erasure={erasure} slug={slug} /> : null}
      <Card as="section" label="What goes and what stays">
        <WhatGoes />
      </Card>
    </>
  )
}

function HowItStands({ erasure, now }: { erasure: ListedErasure; now: Date }) {
  const { state, origin, askedAt, askedByName, answerBy, eraseAt, doneAt } = erasure
  const { decidedByName, keptBecause } = erasure
  return (
    <Facts>
      <Fact name="How it stands">{erasureStateWords[state]}</Fact>
      <Fact name="Why">{origins[origin]}</Fact>
      <Fact name="Since">
        <Time at={askedAt} now={now} as="date" />
        {askedByName ? `, by ${askedByName}` : null}
      </Fact>
      {state === 'waiting' && answerBy ? (
        <Fact name={answerBy < now ? 'Should have been answered by' : 'Answer by'}>
          <Time at={answerBy} now={now} as="date" />
        </Fact>
      ) : null}
      {state === 'planned' && eraseAt ? (
        <Fact name="Will be erased on">
          <Time at={eraseAt} now={now} as="date" />
        </Fact>
      ) : null}
      {doneAt ? (
        <Fact name="Erased on">
          <Time at={doneAt} now={now} as="date" />
        </Fact>
      ) : null}
      {keptBecause ? <Fact name="Kept because">{keptWords[keptBecause]}</Fact> : null}
      {decidedByName ? <Fact name="Decided by">{decidedByName}</Fact> : null}
    </Facts>
  )
}

/** The answers that are possible, each with what stands in its way. */
function Decide({ erasure, slug }: { erasure: ListedErasure; slug: string }) {
  const { erasureId, coachId, name, own, held, left, state } = erasure
  if (own) return <Notice title="This is about you. Somebody else has to decide it." />
  return (
    <>
      {held ? (
        <Notice tone="warning" title="Somebody said that this has to be kept for now">
          <p>
            Nothing is erased until a second person ends that.{' '}
            <a href={rightsPaths.coachHold(slug, coachId)}>See it</a>
          </p>
        </Notice>
      ) : null}
      {state === 'waiting' && !left ? (
        <Notice title={`${name} is still on your list`}>
          <p>
            To erase them, <a href={paths.coachEnd(slug, coachId)}>take them off the list</a> first.
          </p>
        </Notice>
      ) : null}
      {state === 'waiting' && left && !held ? (
        <Form action={agree.bind(null, slug, erasureId)} className="grid w-full gap-3">
          <p>A yes is carried out after a week, or when your governing body’s rules allow it.</p>
          <Button>Erase {name}</Button>
        </Form>
      ) : null}
      <Form action={keep.bind(null, slug, erasureId)} className="grid w-full gap-5">
        <Choices
          name="because"
          label="Does the club have to keep it? Why?"
          hint="The person reads this. Write no details anywhere."
          choices={keptReasons.map((value) => ({ value, label: keptWords[value] }))}
        />
        <p>Only your club’s officers see this, and the person reads the reason.</p>
        <Button look="plain">Keep it</Button>
      </Form>
    </>
  )
}
