import type { Metadata } from 'next'
import { getFindingAsOf } from '#lib/as-of/get-finding-as-of'
import type { Context } from '#lib/context'
import * as paths from '#lib/core/paths'
import { isFresh } from '#lib/core/freshness'
import { getFinding, type Finding } from '#lib/findings/get-finding'
import { BackLink } from '../../../../components/back-link'
import { Card } from '../../../../components/card'
import { EmptyState } from '../../../../components/empty-state'
import { Proof } from '../../../../components/proof'
import { StatusTag } from '../../../../components/status-tag'
import { orNotFound } from '../../../../edge/or-not-found'
import { orNotYet } from '../../../../edge/or-not-yet'
import { pageContext } from '../../../../edge/page-context'
import { askedOf, dayOf } from '../../../as-of/asked'
import { ChooseDay } from '../../../as-of/choose-day'
import { PastNotice } from '../../../as-of/past-notice'
import { AdviceTag } from '../../../advice-tag'
import { closingWords } from '../../closing-words'
import { History } from '../history'

export const metadata: Metadata = { title: 'A finding on an earlier day' }

/** How one finding stood on an earlier day. */
export default async function FindingAsOfPage({
  params,
  searchParams,
}: PageProps<'/[organisation]/findings/[findingId]/as-of'>) {
  const { organisation: slug, findingId } = await params
  const search = await searchParams
  const ctx = await pageContext(slug, paths.findingAsOf(slug, findingId, dayOf(search)))
  const { headline } = await orNotFound(getFinding(ctx, { findingId }))
  const asked = askedOf(search, ctx.now)
  const { day } = asked
  const nowHref = paths.finding(slug, findingId)
  return (
    <>
      <BackLink href={nowHref}>Back to how it is now</BackLink>
      <h1>{headline}</h1>
      {day.kind === 'day' ? <PastNotice {...day} nowHref={nowHref} /> : null}
      <ChooseDay action={paths.findingAsOf(slug, findingId)} asked={asked} />
      {day.kind === 'day' ? <PastFinding ctx={ctx} findingId={findingId} at={day.at} /> : null}
    </>
  )
}

async function PastFinding({ ctx, findingId, at }: { ctx: Context; findingId: string; at: Date }) {
  const finding = await orNotYet(getFindingAsOf(ctx, { findingId, at }))
  if (!finding) {
    return (
      <EmptyState title="It had not been found yet">
        On that day no check had seen it. That does not say that it was in order: only a check can.
      </EmptyState>
    )
  }
  return (
    <>
      <Card as="section">
        <Standing finding={finding} />
        <p>{finding.because}</p>
        <p>
          The rule: <b>{finding.words.title}.</b>
        </p>
        <Proof at={finding.lastSeenAt} now={at} as="date_time" />
        {finding.state === 'open' && !isFresh(finding.now?.checkedAt ?? null, at) ? (
          <StatusTag status="out_of_date">Nobody had looked again of late</StatusTag>
        ) : null}
      </Card>
      <History slug={ctx.organisation.slug} finding={finding} now={at} past />
    </>
  )
}

function Standing({ finding: { state, level, closeReason, subjectKind } }: { finding: Finding }) {
  if (state === 'closed') {
    const { status, tag } = closingWords(closeReason, subjectKind)
    return <StatusTag status={status}>{tag}</StatusTag>
  }
  return level === 'MUST' ? (
    <StatusTag status="not_met">To be mended, then</StatusTag>
  ) : (
    <AdviceTag />
  )
}
