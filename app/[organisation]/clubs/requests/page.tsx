import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { counted } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import { listJoinRequests, type WaitingRequest } from '#lib/join-requests/list-join-requests'
import { getJoinCode, type JoinCodeState } from '#lib/organisations/get-join-code'
import { BackLink } from '../../../components/back-link'
import { Button } from '../../../components/button'
import { Card } from '../../../components/card'
import { EmptyState } from '../../../components/empty-state'
import { Form } from '../../../components/form'
import { Time } from '../../../components/time'
import { orNotFound } from '../../../edge/or-not-found'
import { pageContext } from '../../../edge/page-context'
import { Done } from '../../done'
import { answer, renewCode } from './actions'
import { JoinCode } from './join-code'

export const metadata: Metadata = { title: 'Clubs that ask to join' }

/** Who asks to be let in, to be answered; and the code with which they ask. */
export default async function RequestsPage({
  params,
  searchParams,
}: PageProps<'/[organisation]/clubs/requests'>) {
  const { organisation: slug } = await params
  const { done } = await searchParams
  const ctx = await pageContext(slug, paths.clubRequests(slug))
  if (ctx.organisation.kind !== 'governing_body') notFound()
  const waiting = await orNotFound(listJoinRequests(ctx, {}))
  const code = await orNotFound(getJoinCode(ctx, {}))
  return (
    <>
      <BackLink href={paths.clubs(slug)}>Back to all clubs</BackLink>
      <h1>
        {waiting.length === 0
          ? 'No club is asking to join'
          : `${counted(waiting.length, 'club')} ${waiting.length === 1 ? 'asks' : 'ask'} to join`}
      </h1>
      <Done done={done} />
      {waiting.length === 0 ? (
        <EmptyState title="Nobody is waiting for you">
          Clubs that ask with your code will be here, for you to say yes or no.
        </EmptyState>
      ) : (
        waiting.map((each) => (
          <Asking key={each.requestId} slug={slug} asking={each} now={ctx.now} />
        ))
      )}
      <Card as="section">
        <h2>Your code for clubs</h2>
        <JoinCode
          renew={renewCode.bind(null, slug)}
          verb={code ? 'Make a new code, and end the old one' : 'Make a code'}
        >
          <CodeFacts code={code} now={ctx.now} />
        </JoinCode>
      </Card>
    </>
  )
}

function Asking({ slug, asking, now }: { slug: string; asking: WaitingRequest; now: Date }) {
  return (
    <Card>
      <h2>{asking.clubName}</h2>
      <p>
        {asking.userName}, {asking.userEmail}, asked{' '}
        <Time at={asking.createdAt} now={now} as="relative" />. They would be its first welfare
        officer here. Say yes only if you know that they speak for the club.
      </p>
      <Form
        action={answer.bind(null, slug, asking.requestId)}
        className="flex w-full flex-wrap items-center gap-3"
      >
        <Button name="answer" value="yes">
          Let {asking.clubName} in
        </Button>
        <Button look="plain" name="answer" value="no">
          Say no<span className="sr-only"> to {asking.clubName}</span>
        </Button>
      </Form>
    </Card>
  )
}

function CodeFacts({ code, now }: { code: JoinCodeState | null; now: Date }) {
  if (!code) {
    return <p>There is none yet. Make one, and give it to your clubs: they ask you with it.</p>
  }
  return (
    <p>
      Made <Time at={code.issuedAt} now={now} as="day" />.{' '}
      {code.expired ? 'It no longer works' : 'It works until '}
      {code.expired ? null : <Time at={code.expiresAt} now={now} as="date" />}. We keep no copy of
      it. If it is lost, or in the wrong hands, make a new one.
    </p>
  )
}
