import type { Metadata } from 'next'
import * as paths from '#lib/core/paths'
import { mayStep } from '#lib/core/sign-offs/state'
import { openSignOff } from '#lib/sign-offs/open-sign-off'
import { prepareSignOff, type PreparedSignOff } from '#lib/sign-offs/prepare-sign-off'
import { BackLink } from '../../../components/back-link'
import { ButtonLink } from '../../../components/button'
import { Notice } from '../../../components/notice'
import { Time } from '../../../components/time'
import { orNotFound } from '../../../edge/or-not-found'
import { pageContext } from '../../../edge/page-context'
import { Done } from '../../done'
import { Agree } from './agree'
import { ReceiptCard } from './receipt-card'
import { WhatToRead } from './what-to-read'

export const metadata: Metadata = { title: 'Read and agree' }

/** What one is asked to sign: short version, whole text, then the box. Once signed, the receipt. */
export default async function SignOffPage({
  params,
  searchParams,
}: PageProps<'/[organisation]/sign-offs/[requestId]'>) {
  const { organisation: slug, requestId } = await params
  const { done } = await searchParams
  const ctx = await pageContext(slug, paths.signOff(slug, requestId))
  const prepared = await orNotFound(prepareSignOff(ctx, { requestId }))
  if (prepared.isNew) await openSignOff(ctx, { requestId })
  const { title, version } = prepared.shown
  return (
    <>
      <BackLink href={paths.me()}>Back to what you have to do</BackLink>
      <div className="grid gap-1">
        <h1 className="wrap-anywhere">{title}</h1>
        <p className="text-ink-soft">
          Version {version}, for {ctx.organisation.name}
        </p>
      </div>
      <Done done={done} />
      {prepared.receipt ? (
        <ReceiptCard receipt={prepared.receipt} now={ctx.now} />
      ) : (
        <StillOpen slug={slug} prepared={prepared} now={ctx.now} />
      )}
      <WhatToRead slug={slug} prepared={prepared} />
      {isOpen(prepared) ? <Agree slug={slug} prepared={prepared} /> : null}
    </>
  )
}

/** True where a yes is taken now: who said no may still say yes. */
function isOpen({ state, receipt }: PreparedSignOff): boolean {
  const kept = state === 'overdue' ? 'sent' : state
  return receipt === null && mayStep(kept, 'acknowledged')
}

function StillOpen({
  slug,
  prepared: { state, dueAt, newerId, askedAboutAt, kind },
  now,
}: {
  slug: string
  prepared: PreparedSignOff
  now: Date
}) {
  if (state === 'superseded') {
    return (
      <Notice title="There is a newer version">
        {newerId === null ? null : (
          <ButtonLink href={paths.signOff(slug, newerId)}>Read this one</ButtonLink>
        )}
      </Notice>
    )
  }
  if (state === 'withdrawn' || state === 'not_sent') {
    return <Notice title="You are not asked for this any more" />
  }
  return (
    <>
      {askedAboutAt ? (
        <Notice title="Your question is with your welfare officer">
          <p>
            You asked on <Time at={askedAboutAt} now={now} as="day" />. They ring or write to you.
          </p>
        </Notice>
      ) : null}
      {state === 'declined' ? (
        <Notice title="You said that you do not agree">
          <p>Your welfare officer knows. If you change your mind, you can agree below.</p>
        </Notice>
      ) : null}
      {kind === 'checklist' || state === 'declined' ? null : (
        <p>
          {state === 'overdue' ? 'This was to be answered by ' : 'Please answer by '}
          <Time at={dueAt} now={now} as="date" />.
        </p>
      )}
    </>
  )
}
