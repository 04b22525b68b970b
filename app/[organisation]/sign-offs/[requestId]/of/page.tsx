import type { Metadata } from 'next'
import * as paths from '#lib/core/paths'
import { notChaseableWords, signOffFaces, signOffMeanings } from '#lib/core/sign-offs/words'
import { getSignOffOf, type SignOffOf } from '#lib/sign-offs/get-sign-off-of'
import { BackLink } from '../../../../components/back-link'
import { Button } from '../../../../components/button'
import { Card, CardFoot } from '../../../../components/card'
import { Form } from '../../../../components/form'
import { StatusTag } from '../../../../components/status-tag'
import { Time } from '../../../../components/time'
import { orNotFound } from '../../../../edge/or-not-found'
import { pageContext } from '../../../../edge/page-context'
import { Done } from '../../../done'
import { answered, chaseOne } from '../../actions'
import { SignOffHistory } from './history'

export const metadata: Metadata = { title: 'Sign-off' }

/** One person and one thing that they are asked to sign: how it stands, and all that happened. */
export default async function SignOffOfPage({
  params,
  searchParams,
}: PageProps<'/[organisation]/sign-offs/[requestId]/of'>) {
  const { organisation: slug, requestId } = await params
  const { done } = await searchParams
  const ctx = await pageContext(slug, paths.signOffOf(slug, requestId))
  const of = await orNotFound(getSignOffOf(ctx, { requestId }))
  const { face, word } = signOffFaces[of.state]
  return (
    <>
      <BackLink href={paths.signOffs(slug)}>Back to the sign-offs</BackLink>
      <div className="grid gap-1">
        <h1 className="wrap-anywhere">{of.coachName}</h1>
        <p className="text-ink-soft wrap-anywhere">
          {of.title}, version {of.version}
        </p>
      </div>
      <Done done={done} />
      <Card as="section" label="How it stands">
        <StatusTag status={face}>{word}</StatusTag>
        <p>{signOffMeanings[of.state]}</p>
        {of.receipt ? (
          <p>
            Receipt {of.receipt.receipt}, signed on{' '}
            <Time at={of.receipt.signedAt} now={ctx.now} as="date_time" />:{' '}
            <q>{of.receipt.statement}</q>
          </p>
        ) : (
          <p>
            Due by <Time at={of.dueAt} now={ctx.now} as="date" />.
          </p>
        )}
        <Actions slug={slug} of={of} />
      </Card>
      {of.hasQuestion ? <Question slug={slug} of={of} /> : null}
      <SignOffHistory history={of.history} now={ctx.now} />
    </>
  )
}

function Actions({ slug, of }: { slug: string; of: SignOffOf }) {
  if (of.notChaseable === 'not_waiting') {
    return (
      <CardFoot>
        <a href={paths.coach(slug, of.coachId)}>See their page</a>
      </CardFoot>
    )
  }
  return (
    <Form action={chaseOne.bind(null, slug)} className="grid w-full gap-3">
      <input type="hidden" name="requestId" value={of.requestId} />
      <CardFoot>
        <Button refusal={of.notChaseable ? notChaseableWords[of.notChaseable] : undefined}>
          Remind them
        </Button>
        <a href={paths.coach(slug, of.coachId)}>See their page</a>
      </CardFoot>
    </Form>
  )
}

function Question({ slug, of }: { slug: string; of: SignOffOf }) {
  const asked = of.history.findLast(({ event }) => event === 'question')
  return (
    <Card as="section">
      <h2>They have a question</h2>
      <blockquote className="border-l-4 border-pitch pl-4 wrap-anywhere">{asked?.text}</blockquote>
      <p>
        Please ring them, or write to{' '}
        <a href={`mailto:${of.email}`} className="wrap-anywhere">
          {of.email}
        </a>
        . What you say to each other is not kept here.
      </p>
      <Form action={answered.bind(null, slug)} className="grid w-full gap-3">
        <input type="hidden" name="requestId" value={of.requestId} />
        <CardFoot>
          <Button look="plain">I have answered them</Button>
        </CardFoot>
      </Form>
    </Card>
  )
}
