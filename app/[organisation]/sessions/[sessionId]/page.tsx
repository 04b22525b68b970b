import type { Metadata } from 'next'
import { cache } from 'react'
import type { Context } from '#lib/context'
import { isOnNow, onNowWords } from '#lib/core/coming-time'
import { counted, formatRelative } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import { mayRole } from '#lib/core/permissions'
import { listExemptions } from '#lib/exemptions/list-exemptions'
import { getSession, type Session } from '#lib/sessions/get-session'
import { BackLink } from '../../../components/back-link'
import { Card } from '../../../components/card'
import { Fact, Facts } from '../../../components/facts'
import { Notice } from '../../../components/notice'
import { Stack, Two } from '../../../components/page-layout'
import { StatusTag } from '../../../components/status-tag'
import { Time } from '../../../components/time'
import { orNotFound } from '../../../edge/or-not-found'
import { pageContext } from '../../../edge/page-context'
import { AskCoachOfSession } from '../../ask-coach'
import { ClubOffer, clubOffer, isForClub } from '../../club-offer'
import { CheckAgain } from '../../check-again'
import { FindingList } from '../../finding-list'
import { OrLetUs } from '../../or-let-us'
import { ResultList } from '../../result-list'
import { sessionName } from '../../session-list'
import { ChecklistCard } from './checklist-card'
import { IsItAClubSession } from './is-it-a-club-session'
import { endedWords, excludedWords, meaningOf } from './session-words'

/** Read once for the page and its title. */
const read = cache(async (slug: string, sessionId: string) => {
  const ctx = await pageContext(slug, paths.session(slug, sessionId))
  return { ctx, session: await orNotFound(getSession(ctx, { sessionId })) }
})

export async function generateMetadata({
  params,
}: PageProps<'/[organisation]/sessions/[sessionId]'>): Promise<Metadata> {
  const { organisation: slug, sessionId } = await params
  const { session } = await read(slug, sessionId)
  return { title: sessionName(session.topic) }
}

/** One session: whether it is ready, what was checked for it, and who coaches it. */
export default async function SessionPage({
  params,
}: PageProps<'/[organisation]/sessions/[sessionId]'>) {
  const { organisation: slug, sessionId } = await params
  const { ctx, session } = await read(slug, sessionId)
  const officer = mayRole(ctx.roles, 'coach.manage')
  const { ended, own, fromAccount, closed } = session
  const club = ended ? null : await offerToClub(ctx, session)
  return (
    <>
      {officer ? <BackLink href={paths.sessions(slug)}>Back to coming sessions</BackLink> : null}
      <Heading session={session} now={ctx.now} />
      {ended ? <EndedNotice session={session} ended={ended} /> : null}
      <Two>
        <Stack as="section" label="What was checked">
          {own.length === 0 ? null : (
            <Card as="section">
              <h2>What this session sets for itself</h2>
              <ResultList slug={slug} rows={own} bodies={session.bodies} now={ctx.now} />
            </Card>
          )}
          {fromAccount.length === 0 || ended ? null : (
            <Card as="section">
              <h2>What the account decides for it</h2>
              <p>
                A session cannot set these for itself. They hold for every session of the account.
              </p>
              <ResultList slug={slug} rows={fromAccount} bodies={session.bodies} now={ctx.now} />
            </Card>
          )}
          {closed.length === 0 ? null : (
            <section className="grid gap-3">
              <h2>What was to mend before</h2>
              <FindingList
                slug={slug}
                findings={closed}
                now={ctx.now}
                label="What was to mend before"
                coachShown={false}
              />
            </section>
          )}
        </Stack>
        <Stack as="aside" label="About the session">
          <Standing ctx={ctx} session={session} isForClub={isForClub(club?.offer ?? null)} />
          {club ? <ClubOffer ctx={ctx} {...club} /> : null}
          {ctx.coachId === session.coachId && !ended ? <MendAll session={session} /> : null}
          <ChecklistCard ctx={ctx} session={session} sessionId={sessionId} />
          <About slug={slug} session={session} now={ctx.now} />
          {officer ? <IsItAClubSession slug={slug} session={session} /> : null}
          {officer && !ended ? <WhereRulesDoNotApply ctx={ctx} sessionId={sessionId} /> : null}
        </Stack>
      </Two>
    </>
  )
}

/** The way to say that some rules do not apply to it, where the rules leave any out. */
async function WhereRulesDoNotApply({ ctx, sessionId }: { ctx: Context; sessionId: string }) {
  const { slug } = ctx.organisation
  const { categories } = await orNotFound(listExemptions(ctx, {}))
  if (categories.length === 0) return null
  return (
    <Card as="section">
      <h2>Do all rules apply to it?</h2>
      <p>Your rules leave some out for: {categories.map(({ category }) => category).join('; ')}.</p>
      <a href={paths.exemptionNew(slug, { session: sessionId })} className="inline-block py-3">
        Say that this session belongs there
      </a>
    </Card>
  )
}

function EndedNotice({
  session,
  ended,
}: {
  session: Session
  ended: NonNullable<Session['ended']>
}) {
  const isExcluded = ended === 'no_longer_a_session' && session.excluded
  const { title, text } = isExcluded ? excludedWords(isExcluded.reason) : endedWords[ended]
  return <Notice title={title}>{text}</Notice>
}

/** How it stands, and who can do something about it. */
function Standing({
  ctx,
  session,
  isForClub: officersMend,
}: {
  ctx: Context
  session: Session
  isForClub: boolean
}) {
  const { status, check, coachId, own } = session
  if (!status) return null
  const isOpen = own.some(({ findingId }) => findingId !== null)
  const asks = isOpen && mayRole(ctx.roles, 'mend.ask') && ctx.coachId !== coachId && !officersMend
  return (
    <Card as="section">
      <h2>{meaningOf[status.state].title}</h2>
      <p>{meaningOf[status.state].text}</p>
      <CheckAgain slug={ctx.organisation.slug} state={check} full />
      {asks ? <AskCoachOfSession ctx={ctx} session={session} /> : null}
    </Card>
  )
}

/** What an officer can mend in a session of the club's own account; null where nothing is open. */
async function offerToClub(ctx: Context, { sessionId, coachName, own }: Session) {
  const rules = own.filter(({ findingId }) => findingId !== null).map(({ control }) => control)
  const subject = { subjectKind: 'meeting', subjectId: sessionId } as const
  if (rules.length === 0) return null
  return { offer: await clubOffer(ctx, subject, rules), subject, rules, coachName }
}

/** Everything that is to be mended in this session, at once; one thing has its own page. */
function MendAll({ session: { sessionId, own } }: { session: Session }) {
  const open = own.filter(({ findingId }) => findingId !== null).map(({ control }) => control)
  if (open.length < 2) return null
  const subject = { subjectKind: 'meeting', subjectId: sessionId } as const
  return <OrLetUs title="Mend it all from here" subject={subject} controls={open} />
}

function Heading({ session, now }: { session: Session; now: Date }) {
  const { topic, startsAt, status, ended } = session
  return (
    <div className="grid gap-3">
      {status ? <StatusTag status={status.face}>{status.words}</StatusTag> : null}
      <h1>{sessionName(topic)}</h1>
      <p className="text-lead first-letter:uppercase">
        {ended ? <When at={startsAt} now={now} /> : <Coming at={startsAt} now={now} />}
      </p>
    </div>
  )
}

const When = ({ at, now }: { at: Date | null; now: Date }) =>
  at ? <Time at={at} now={now} as="when" /> : 'No fixed time'

function Coming({ at, now }: { at: Date | null; now: Date }) {
  if (isOnNow(now, at)) return <b>{onNowWords(now, at)}</b>
  return (
    <>
      <When at={at} now={now} />
      {at ? `, ${formatRelative(now, at)}` : null}
    </>
  )
}

function About({ slug, session, now }: { slug: string; session: Session; now: Date }) {
  const { coachId, coachName, duration_minutes, zoomType, otherHosts, endedAt } = session
  return (
    <Facts>
      <Fact name="Coach">
        <a href={paths.coach(slug, coachId)}>{coachName}</a>
      </Fact>
      {duration_minutes === null ? null : (
        <Fact name="How long">{counted(duration_minutes, 'minute')}</Fact>
      )}
      <Fact name="How often">{repeats(zoomType)}</Fact>
      {otherHosts === null ? null : (
        <Fact name="Who else can start it">
          {otherHosts === 0 ? 'Nobody' : counted(otherHosts, 'alternative host')}
        </Fact>
      )}
      {endedAt ? (
        <Fact name="Not a session since">
          <Time at={endedAt} now={now} as="when" />
        </Fact>
      ) : null}
    </Facts>
  )
}

function repeats(zoomType: number): string {
  if (zoomType === 3) return 'Again and again, without a fixed time'
  if (zoomType === 8) return 'Again and again'
  return zoomType === 4 ? 'In the coach’s personal room' : 'Once'
}
