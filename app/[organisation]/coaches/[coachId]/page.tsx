import type { Metadata } from 'next'
import { cache } from 'react'
import { getCoach, type Coach } from '#lib/coaches/get-coach'
import { checkAgain } from '#lib/core/check-again'
import * as paths from '#lib/core/paths'
import { mayRole } from '#lib/core/permissions'
import { BackLink } from '../../../components/back-link'
import { Card } from '../../../components/card'
import { EmptyState } from '../../../components/empty-state'
import { Stack, Two } from '../../../components/page-layout'
import { Proof } from '../../../components/proof'
import { StatusTag } from '../../../components/status-tag'
import { orNotFound } from '../../../edge/or-not-found'
import { pageContext } from '../../../edge/page-context'
import { CheckAgain } from '../../check-again'
import { Done } from '../../done'
import { FindingList } from '../../finding-list'
import { SessionList } from '../../session-list'
import { Account } from './account'
import { Meaning } from './meaning'
import { Papers } from './papers'
import { Register } from './register'
import { Signed } from './signed'

/** Read once for the page and its title. */
const read = cache(async (slug: string, coachId: string) => {
  const ctx = await pageContext(slug, paths.coach(slug, coachId))
  return { ctx, coach: await orNotFound(getCoach(ctx, { coachId })) }
})

export async function generateMetadata({
  params,
}: PageProps<'/[organisation]/coaches/[coachId]'>): Promise<Metadata> {
  const { organisation: slug, coachId } = await params
  const { coach } = await read(slug, coachId)
  return { title: coach.name }
}

/** One coach: how they stand, why, and what comes next. A coach sees themselves here, and nobody else. */
export default async function CoachPage({
  params,
  searchParams,
}: PageProps<'/[organisation]/coaches/[coachId]'>) {
  const { organisation: slug, coachId } = await params
  const { done } = await searchParams
  const { ctx, coach } = await read(slug, coachId)
  const officer = mayRole(ctx.roles, 'coach.manage')
  const own = ctx.coachId === coachId
  const { accounts, bodies } = coach
  return (
    <>
      {officer ? <BackLink href={paths.coaches(slug)}>Back to all coaches</BackLink> : null}
      <Done done={done} />
      <Heading coach={coach} now={ctx.now} />
      <Meaning slug={slug} coach={coach} officer={officer} own={own} now={ctx.now} />
      <Two>
        <Stack as="section" label="What was found">
          <ToMend slug={slug} coach={coach} own={own} now={ctx.now} />
          <Papers slug={slug} ctx={ctx} coachId={coachId} />
          {accounts.map((account) => (
            <Account
              key={account.connectionId}
              slug={slug}
              account={account}
              bodies={bodies}
              now={ctx.now}
            />
          ))}
          {accounts.length > 0 ? null : <NoAccount slug={slug} coach={coach} />}
          <Signed ctx={ctx} coachId={coachId} officer={officer} />
        </Stack>
        <Stack as="aside" label="Sessions, and the club’s list">
          <Sessions slug={slug} coach={coach} now={ctx.now} />
          <Register slug={slug} ctx={ctx} coach={coach} officer={officer} />
          <a href={paths.coachAsOf(slug, coachId)} className="inline-block py-3">
            See how it was on an earlier day
          </a>
        </Stack>
      </Two>
    </>
  )
}

function Heading({ coach, now }: { coach: Coach; now: Date }) {
  const { name, status, facts } = coach
  return (
    <div className="grid gap-3">
      <StatusTag status={status.face}>{status.words}</StatusTag>
      <h1>{name}</h1>
      <Proof at={facts.connection.lastCompleteAt} now={now} />
    </div>
  )
}

function ToMend({
  slug,
  coach,
  own,
  now,
}: {
  slug: string
  coach: Coach
  own: boolean
  now: Date
}) {
  const shared = { slug, own, now, coachShown: false }
  const must = coach.open.filter(({ level }) => level === 'MUST')
  const should = coach.open.filter(({ level }) => level === 'SHOULD')
  return (
    <>
      {must.length === 0 ? null : (
        <section className="grid gap-3">
          <h2>To mend</h2>
          <FindingList {...shared} findings={must} label="To mend" />
        </section>
      )}
      {should.length === 0 ? null : (
        <section className="grid gap-3">
          <h2>Advice</h2>
          <FindingList {...shared} findings={should} label="Advice" />
        </section>
      )}
      {coach.closedFindings === 0 ? null : (
        <p>
          <a
            href={paths.findings(slug, { state: 'closed', coachId: coach.coachId })}
            className="inline-block py-3"
          >
            What was closed before ({coach.closedFindings})
          </a>
        </p>
      )}
    </>
  )
}

function NoAccount({ slug, coach }: { slug: string; coach: Coach }) {
  const check = checkAgain(null, { left: coach.endsAt !== null, underWay: null })
  return (
    <Card as="section">
      <h2>Zoom</h2>
      <p>No Zoom account is connected here.</p>
      <CheckAgain slug={slug} state={check} />
    </Card>
  )
}

function Sessions({ slug, coach, now }: { slug: string; coach: Coach; now: Date }) {
  const { sessions, moreSessions } = coach
  if (sessions.length === 0) {
    return (
      <EmptyState title="No coming sessions">
        Meetings that they said are club sessions will be here.
      </EmptyState>
    )
  }
  return (
    <section className="grid gap-3">
      <h2>Coming sessions</h2>
      <SessionList
        slug={slug}
        sessions={sessions}
        now={now}
        label="Coming sessions"
        coachShown={false}
      />
      {moreSessions ? (
        <p>
          <a href={paths.sessions(slug)} className="inline-block py-3">
            See all coming sessions
          </a>
        </p>
      ) : null}
    </section>
  )
}
