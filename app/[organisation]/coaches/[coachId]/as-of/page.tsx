import type { Metadata } from 'next'
import { getCoachAsOf } from '#lib/as-of/get-coach-as-of'
import { getCoach } from '#lib/coaches/get-coach'
import type { Context } from '#lib/context'
import { groupByCause } from '#lib/core/group-findings'
import * as paths from '#lib/core/paths'
import { BackLink } from '../../../../components/back-link'
import { EmptyState } from '../../../../components/empty-state'
import { Stack, Two } from '../../../../components/page-layout'
import { Proof } from '../../../../components/proof'
import { StatusTag } from '../../../../components/status-tag'
import { orNotFound } from '../../../../edge/or-not-found'
import { orNotYet } from '../../../../edge/or-not-yet'
import { pageContext } from '../../../../edge/page-context'
import { askedOf, dayOf } from '../../../as-of/asked'
import { ChooseDay } from '../../../as-of/choose-day'
import { PastFindings } from '../../../as-of/past-findings'
import { PastNotice } from '../../../as-of/past-notice'
import { MissedChecks } from './missed-checks'
import { PastAccount } from './past-account'

export const metadata: Metadata = { title: 'A coach on an earlier day' }

/** How one coach stood on an earlier day. A coach sees themselves here, and nobody else. */
export default async function CoachAsOfPage({
  params,
  searchParams,
}: PageProps<'/[organisation]/coaches/[coachId]/as-of'>) {
  const { organisation: slug, coachId } = await params
  const search = await searchParams
  const ctx = await pageContext(slug, paths.coachAsOf(slug, coachId, dayOf(search)))
  const { name } = await orNotFound(getCoach(ctx, { coachId }))
  const asked = askedOf(search, ctx.now)
  const { day } = asked
  const nowHref = paths.coach(slug, coachId)
  return (
    <>
      <BackLink href={nowHref}>Back to {name}, now</BackLink>
      <h1>{name} on an earlier day</h1>
      {day.kind === 'day' ? <PastNotice {...day} nowHref={nowHref} /> : null}
      <ChooseDay action={paths.coachAsOf(slug, coachId)} asked={asked} />
      {day.kind === 'day' ? <PastCoach ctx={ctx} coachId={coachId} at={day.at} /> : null}
    </>
  )
}

async function PastCoach({ ctx, coachId, at }: { ctx: Context; coachId: string; at: Date }) {
  const coach = await orNotYet(getCoachAsOf(ctx, { coachId, at }))
  const { slug } = ctx.organisation
  if (!coach) {
    return (
      <EmptyState title="They were not on the club’s list yet">
        Somebody added them after that day. Choose a later day.
      </EmptyState>
    )
  }
  const { status, facts, accounts, bodies, open, missed } = coach
  return (
    <Two>
      <Stack as="section" label="What was known">
        <div className="grid gap-2">
          <StatusTag status={status.face}>{status.words}</StatusTag>
          <Proof at={facts.connection.lastCompleteAt} now={at} as="date_time" />
        </div>
        {accounts.length === 0 ? <p>No Zoom account was connected.</p> : null}
        {accounts.map((account) => (
          <PastAccount
            key={account.connectionId}
            slug={slug}
            account={account}
            bodies={bodies}
            at={at}
          />
        ))}
      </Stack>
      <Stack as="aside" label="What was open">
        <h2>What was open</h2>
        <PastFindings
          slug={slug}
          causes={groupByCause(open.map((each) => ({ ...each, ...each.caused })))}
          at={at}
        />
        <MissedChecks missed={missed} at={at} />
      </Stack>
    </Two>
  )
}
