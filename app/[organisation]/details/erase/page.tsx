import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import * as paths from '#lib/core/paths'
import * as rightsPaths from '#lib/core/rights-paths'
import { erasureStateWords, keptWords } from '#lib/core/rights/erasure'
import { getOwnErasure, type ClubAnswer } from '#lib/rights/get-own-erasure'
import { BackLink } from '../../../components/back-link'
import { Button, ButtonLink } from '../../../components/button'
import { Card } from '../../../components/card'
import { Form } from '../../../components/form'
import { Row, Rows } from '../../../components/rows'
import { Time } from '../../../components/time'
import { pageContext } from '../../../edge/page-context'
import { Done } from '../../done'
import { WhatGoes } from '../../what-goes'
import { askToBeErased, takeErasureBack } from '../rights-actions'

export const metadata: Metadata = { title: 'Have your data erased' }

/** What will go and what will stay, before somebody asks for it; then what came of it at each club. */
export default async function EraseMePage({
  params,
  searchParams,
}: PageProps<'/[organisation]/details/erase'>) {
  const { organisation: slug } = await params
  if (slug !== paths.ownSlug) notFound()
  const { done } = await searchParams
  const ctx = await pageContext(slug, rightsPaths.eraseMe())
  const { request, clubs, connected } = await getOwnErasure(ctx, {})
  return (
    <>
      <BackLink href={paths.account()}>Back to my details</BackLink>
      <h1>Have your data erased</h1>
      <Done done={done} />
      {request?.state === 'waiting' ? (
        <Asked askedAt={request.askedAt} clubs={clubs} now={ctx.now} />
      ) : (
        <Before connected={connected} />
      )}
    </>
  )
}

function Before({ connected }: { connected: number }) {
  return (
    <>
      <p>
        Want to keep a copy? <a href={rightsPaths.myData()}>Download your data</a> first. This
        cannot be undone.
      </p>
      <Card as="section">
        <h2>Your own record</h2>
        <p>
          {connected > 0 ? 'Your Zoom account is disconnected. ' : ''}
          What Zoom said and what we know of your account is erased at once.
        </p>
        <h2>Your clubs</h2>
        <p>
          Each club decides for itself. We ask it today, and it has a month to answer. If you are
          still on its list, it has to take you off first. You cannot coach there after that.
        </p>
        <p>
          A club may keep something if a law says so, if it is needed for a legal claim, or to keep
          children safe. It tells you which. Its governing body has figures without names. It may
          have more: ask it yourself.
        </p>
        <h2>Your sign-in</h2>
        <p>
          It goes once every club has answered and you have no post left. If you are in no club, it
          goes now, and you are signed out.
        </p>
      </Card>
      <Card as="section" label="At a club that says yes">
        <p>If a club says yes, this is what happens there to what it holds about you:</p>
        <WhatGoes />
      </Card>
      <Form action={askToBeErased} className="grid w-full gap-3">
        <Button>Erase my record and ask my clubs</Button>
      </Form>
      <ButtonLink look="plain" href={paths.account()}>
        No, go back
      </ButtonLink>
    </>
  )
}

function Asked({
  askedAt,
  clubs,
  now,
}: {
  askedAt: Date
  clubs: readonly ClubAnswer[]
  now: Date
}) {
  const open = clubs.some(({ state }) => state === 'waiting' || state === 'planned')
  return (
    <>
      <p>
        You asked for this on <Time at={askedAt} now={now} as="date" />. What was in your own record
        is erased.{' '}
        {open
          ? 'Your sign-in goes once every club below has answered.'
          : 'Your sign-in goes once you have no post any more.'}
      </p>
      {clubs.length === 0 ? null : (
        <Rows label="Your clubs">
          {clubs.map((club) => (
            <Row
              key={club.erasureId}
              roomy
              title={club.name}
              detail={<ClubSays club={club} now={now} />}
            >
              {erasureStateWords[club.state]}
            </Row>
          ))}
        </Rows>
      )}
      <p>
        Do you not agree with an answer, or is it late?{' '}
        <a href={rightsPaths.complaints()}>How to complain</a>
      </p>
      <Form action={takeErasureBack} className="grid w-full gap-3">
        <Button look="plain">Take it back</Button>
      </Form>
    </>
  )
}

function ClubSays({ club, now }: { club: ClubAnswer; now: Date }) {
  const { state, answerBy, eraseAt, doneAt, keptBecause } = club
  if (state === 'planned' && eraseAt) {
    return (
      <>
        on <Time at={eraseAt} now={now} as="date" />
      </>
    )
  }
  if (state === 'done' && doneAt) {
    return (
      <>
        on <Time at={doneAt} now={now} as="date" />
      </>
    )
  }
  if (keptBecause) return <>{keptWords[keptBecause]}</>
  if (state === 'waiting' && answerBy) {
    return (
      <>
        {answerBy < now ? 'It should have answered by ' : 'It has to answer by '}
        <Time at={answerBy} now={now} as="date" />
      </>
    )
  }
  return null
}
