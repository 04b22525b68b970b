import { acceptancesAtHome } from '#lib/acceptances/acceptances-at-home'
import type { Context } from '#lib/context'
import { clubHeadline, coachTotal } from '#lib/core/club-headline'
import { counted, formatDay } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import { clubFirstRunOf } from '#lib/first-run/club-first-run'
import { getClubHome, type ClubHome as Home } from '#lib/organisations/get-club-home'
import { policiesAtHome } from '#lib/policies/policies-at-home'
import { erasuresAtHome } from '#lib/rights/erasures-at-home'
import { signOffsAtHome } from '#lib/sign-offs/sign-offs-at-home'
import { statementsAtHome } from '#lib/statements/statements-at-home'
import { Card } from '../../components/card'
import { Notice } from '../../components/notice'
import { Stack, Two } from '../../components/page-layout'
import { Proof } from '../../components/proof'
import { StatusTag } from '../../components/status-tag'
import { SessionList } from '../session-list'
import { AffiliationCard } from './affiliation-card'
import { AllCoaches } from './all-coaches'
import { ClubZoomCards, clubZoomThings } from './club-zoom-card'
import { ErasuresToAnswer, erasureThings, WhatIsKept } from './erasures-card'
import { FirstSteps } from './first-steps'
import { AllPolicies, PoliciesToAdopt, policyThings } from './policies-card'
import { RisksAccepted, RisksToDecide } from './risks-card'
import { PostedLinkCard } from './posted-link-card'
import { AllSignOffs, signOffThings, SignOffsToChase } from './sign-offs-card'
import { StatementsAdvised, StatementsToMake, statementThings } from './statements-card'
import { ToMendCard } from './to-mend-card'
import { UnknownCard } from './unknown-card'
import { UrgentCard } from './urgent-card'

/** A club's officers' first page: the answer, what needs them, the coming sessions, and all coaches. */
export async function ClubHome({ ctx }: { ctx: Context }) {
  const home = await getClubHome(ctx, {})
  const risks = await acceptancesAtHome(ctx, {})
  const policies = await policiesAtHome(ctx, {})
  const signOffs = await signOffsAtHome(ctx, {})
  const statements = await statementsAtHome(ctx, {})
  const erasures = await erasuresAtHome(ctx, {})
  const firstRun = await clubFirstRunOf(ctx, { toAdopt: policies.toAdopt.length })
  const { slug } = ctx.organisation
  const things =
    foundThings(home) +
    Math.min(1, risks.toDecide.length) +
    statementThings(statements) +
    policyThings(policies) +
    signOffThings(signOffs) +
    erasureThings(erasures)
  const begun = coachTotal(home.counts) > 0
  return (
    <>
      <div className="grid gap-1">
        <p className="text-ink-soft">{formatDay(ctx.now, ctx.now)}</p>
        <h1>{clubHeadline(things, home.counts)}</h1>
      </div>
      {begun ? (
        <Two>
          <Stack as="section" label="Needs you">
            {things === 0 ? <AllClear home={home} now={ctx.now} /> : null}
            <RisksToDecide slug={slug} risks={risks} now={ctx.now} />
            <NeedsYou home={home} ctx={ctx} />
            <PoliciesToAdopt slug={slug} policies={policies} />
            <SignOffsToChase slug={slug} signOffs={signOffs} />
            <ErasuresToAnswer slug={slug} erasures={erasures} now={ctx.now} />
            <StatementsToMake slug={slug} statements={statements} />
            <StatementsAdvised slug={slug} statements={statements} />
            <RisksAccepted slug={slug} risks={risks} />
          </Stack>
          <Stack as="aside" label="The club">
            <FirstSteps slug={slug} firstRun={firstRun} />
            <Coming home={home} slug={slug} now={ctx.now} />
            <AffiliationCard ctx={ctx} />
            <AllCoaches slug={slug} home={home} now={ctx.now} />
            <AllPolicies slug={slug} policies={policies} />
            <AllSignOffs slug={slug} signOffs={signOffs} />
            <WhatIsKept slug={slug} erasures={erasures} />
            {firstRun.all ? <Officers count={home.welfareOfficers} slug={slug} /> : null}
          </Stack>
        </Two>
      ) : (
        <>
          <FirstSteps slug={slug} firstRun={firstRun} />
          <ClubZoomCards slug={slug} zoom={home.zoom} now={ctx.now} />
          <PoliciesToAdopt slug={slug} policies={policies} />
          <StatementsToMake slug={slug} statements={statements} />
          <AllPolicies slug={slug} policies={policies} />
          <AffiliationCard ctx={ctx} />
        </>
      )}
    </>
  )
}

/** How many cards are about what checks found or could not see. */
const foundThings = ({ posted, urgent, toMend, unknown, zoom }: Home): number =>
  posted.length + urgent.length + toMend.length + unknown.length + clubZoomThings(zoom)

/** What "nothing needs you" rests on: without it, it would be a claim. */
function AllClear({ home, now }: { home: Home; now: Date }) {
  const { up_to_date: known } = home.counts
  if (known === 0) {
    return (
      <Card as="section">
        <h2>Nobody’s Zoom is checked</h2>
        <p>
          None of the coaches on your list coaches under-18s online. If one of them begins to, say
          so on their page.
        </p>
      </Card>
    )
  }
  return (
    <Card as="section">
      <StatusTag status="met">Up to date</StatusTag>
      <h2>
        {known === 1
          ? 'Your one coach online is up to date'
          : `All ${known} coaches online are up to date`}
      </h2>
      <p>
        Everything that must be so was so when we last looked. We look every day. When something
        changes, or we cannot look, you see it here first.
      </p>
      <Proof at={home.oldestCheckedAt} now={now}>
        the oldest check that this rests on
      </Proof>
    </Card>
  )
}

function NeedsYou({ home, ctx }: { home: Home; ctx: Context }) {
  const { now, organisation } = ctx
  const { slug } = organisation
  const { posted, urgent, toMend, moreToMend, unknown, zoom, advice } = home
  return (
    <>
      {posted.map((each) => (
        <PostedLinkCard key={each.findingId} slug={slug} posted={each} now={now} />
      ))}
      {urgent.map((unsafe, index) => (
        <UrgentCard
          key={unsafe.session.sessionId}
          ctx={ctx}
          unsafe={unsafe}
          heavy={index === 0 && posted.length === 0}
        />
      ))}
      {toMend.map((each) => (
        <ToMendCard key={each.coach.coachId} slug={slug} toMend={each} now={now} />
      ))}
      {moreToMend === 0 ? null : (
        <p>
          <a href={paths.coaches(slug, { filter: 'to_mend' })} className="inline-block py-3">
            {counted(moreToMend, 'more coach', 'more coaches')} with something to mend
          </a>
        </p>
      )}
      <ClubZoomCards slug={slug} zoom={zoom} now={now} />
      {unknown.map((each) => (
        <UnknownCard key={each.state} slug={slug} unknown={each} now={now} />
      ))}
      {advice === 0 ? null : (
        <Card as="section">
          <h2 className="text-[1.15rem]">{counted(advice, 'piece')} of advice</h2>
          <p>Nothing that must be so, but better so. Read them when you have a quiet moment.</p>
          <a href={paths.findings(slug, { level: 'SHOULD' })} className="inline-block py-3">
            Read the advice
          </a>
        </Card>
      )}
    </>
  )
}

function Coming({ home, slug, now }: { home: Home; slug: string; now: Date }) {
  return (
    <section className="grid gap-3">
      <h2>Coming sessions</h2>
      {home.coming.length === 0 ? (
        <Card as="div">
          <p>
            None that we know of. Sessions are here once coaches have connected Zoom and said which
            meetings are club sessions.
          </p>
        </Card>
      ) : (
        <SessionList slug={slug} sessions={home.coming} now={now} label="Coming sessions" />
      )}
      {home.moreComing ? (
        <a href={paths.sessions(slug)} className="w-fit py-2">
          See all coming sessions
        </a>
      ) : null}
    </section>
  )
}

function Officers({ count, slug }: { count: number; slug: string }) {
  if (count > 1) return null
  return (
    <Notice
      tone="warning"
      title={count === 1 ? 'There is one welfare officer only' : 'There is no welfare officer'}
    >
      <p>
        {count === 1 ? 'If they are ill or away, nobody sees this page. ' : null}
        <a href={paths.people(slug)} className="inline-block py-2">
          {count === 1 ? 'Invite a second one' : 'Invite one'}
        </a>
      </p>
    </Notice>
  )
}
