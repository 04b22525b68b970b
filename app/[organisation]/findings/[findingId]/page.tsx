import type { Metadata } from 'next'
import { cache } from 'react'
import { acceptanceOfFinding } from '#lib/acceptances/acceptance-of-finding'
import type { Context } from '#lib/context'
import { isAccepted } from '#lib/core/acceptances/acceptance'
import { counted, daysBetween, formatDate } from '#lib/core/dates'
import { isOverdue } from '#lib/core/due-day'
import * as paths from '#lib/core/paths'
import { mayRole } from '#lib/core/permissions'
import { isOfRegister } from '#lib/core/register/finding-words'
import { isAlertControl } from '#lib/core/results'
import { whoseRules } from '#lib/core/wording'
import { listCauses } from '#lib/findings/list-causes'
import { getFinding, type Finding } from '#lib/findings/get-finding'
import { BackLink } from '../../../components/back-link'
import { Card } from '../../../components/card'
import { Stack, Two } from '../../../components/page-layout'
import { Proof } from '../../../components/proof'
import { StatusTag } from '../../../components/status-tag'
import { Time } from '../../../components/time'
import { orNotFound } from '../../../edge/or-not-found'
import { pageContext } from '../../../edge/page-context'
import { AdviceTag } from '../../advice-tag'
import { findingPlace } from '../../finding-place'
import { CheckAgain } from '../../check-again'
import { sessionName } from '../../session-list'
import { ClubOffer, clubOffer, isForClub } from '../../club-offer'
import { AskCoach } from '../../ask-coach'
import { MendAll, MendAllOfClub } from '../../mend-all'
import { knownRules } from '../../mends/asked'
import { OrLetUs } from '../../or-let-us'
import { Ended } from './ended'
import { History } from './history'
import { Mend } from './mend'
import { ClosesByItself, PutRight } from './of-register'
import { Risk } from './risk'
import { SameCause } from './same-cause'
import { Settle } from './settle'

/** Read once for the page and its title. */
const read = cache(async (slug: string, findingId: string) => {
  const ctx = await pageContext(slug, paths.finding(slug, findingId))
  return { ctx, finding: await orNotFound(getFinding(ctx, { findingId })) }
})

export async function generateMetadata({
  params,
}: PageProps<'/[organisation]/findings/[findingId]'>): Promise<Metadata> {
  const { organisation: slug, findingId } = await params
  const { finding } = await read(slug, findingId)
  return { title: finding.headline }
}

/** One finding: what is wrong, why it matters, how to mend it, and what has become of it. */
export default async function FindingPage({
  params,
}: PageProps<'/[organisation]/findings/[findingId]'>) {
  const { organisation: slug, findingId } = await params
  const { ctx, finding } = await read(slug, findingId)
  const officer = mayRole(ctx.roles, 'coach.manage')
  const own = finding.coachId !== null && ctx.coachId === finding.coachId
  const open = finding.state === 'open'
  const club = await offerToClub(ctx, finding)
  const { causes } = await orNotFound(listCauses(ctx, { control: finding.control }))
  const risk = await orNotFound(acceptanceOfFinding(ctx, { findingId }))
  return (
    <>
      <Back slug={slug} finding={finding} />
      <Heading finding={finding} now={ctx.now} />
      <Two>
        <Stack as="section" label="About it">
          {open ? null : <Ended finding={finding} now={ctx.now} />}
          <Wrong finding={finding} />
          <Why finding={finding} />
          {open ? <SameCause slug={slug} findingId={findingId} causes={causes} /> : null}
          {open ? <HowTo finding={finding} own={own} /> : null}
        </Stack>
        <Stack as="aside" label="What to do, and what happened">
          {own ? <OrLetUsMend finding={finding} /> : null}
          {club ? <ClubOffer ctx={ctx} {...club} /> : null}
          {club?.offer && open ? <MendAllOfClub ctx={ctx} finding={finding} /> : null}
          {open ? (
            <Card as="section">
              <WhenDone slug={slug} finding={finding} own={own} />
              {officer && !own && !isForClub(club?.offer ?? null) ? (
                <AskCoach ctx={ctx} finding={finding} />
              ) : null}
            </Card>
          ) : null}
          <Risk slug={slug} findingId={findingId} risk={risk} now={ctx.now} />
          <History slug={slug} finding={finding} now={ctx.now} />
        </Stack>
      </Two>
    </>
  )
}

/** Null where the finding is not of a host in the club's own account, or the reader is no officer. */
async function offerToClub(ctx: Context, { subject, control, coachName }: Finding) {
  const { subjectKind, subjectId } = subject
  if ((subjectKind !== 'user' && subjectKind !== 'meeting') || coachName === null) return null
  const of = { subjectKind, subjectId }
  const offer = await clubOffer(ctx, of, [control])
  return { offer, subject: of, rules: [control], coachName }
}

function OrLetUsMend({ finding: { subject, control, state } }: { finding: Finding }) {
  const { subjectKind, subjectId } = subject
  if (subjectKind !== 'user' && subjectKind !== 'meeting') return null
  return (
    <>
      <OrLetUs subject={{ subjectKind, subjectId }} controls={[control]} />
      {subjectKind === 'meeting' && state === 'open' ? (
        <MendAll rules={knownRules(control)} />
      ) : null}
    </>
  )
}

type Of = { finding: Finding; own: boolean }

function HowTo({ finding, own }: Of) {
  const { subjectKind } = finding
  if (!isOfRegister(subjectKind)) return <Mend finding={finding} own={own} />
  return <PutRight finding={finding} kind={subjectKind} own={own} />
}

function WhenDone({ slug, finding, own }: Of & { slug: string }) {
  const { subjectKind, control } = finding
  if (isAlertControl(control)) return <Settle slug={slug} finding={finding} />
  if (!isOfRegister(subjectKind)) return <LookAgain slug={slug} finding={finding} />
  return <ClosesByItself slug={slug} finding={finding} kind={subjectKind} own={own} />
}

function LookAgain({ slug, finding }: { slug: string; finding: Finding }) {
  return (
    <>
      <h2>Mended?</h2>
      <p>We look in Zoom again. It takes less than a minute.</p>
      <CheckAgain slug={slug} state={finding.check} full />
    </>
  )
}

function Back({
  slug,
  finding: { session, coachId, coachName, subjectKind },
}: {
  slug: string
  finding: Finding
}) {
  if (session) {
    return (
      <BackLink href={paths.session(slug, session.sessionId)}>
        Back to “{sessionName(session.topic)}”
      </BackLink>
    )
  }
  if (subjectKind === 'club') {
    return <BackLink href={paths.findings(slug)}>Back to what is to mend</BackLink>
  }
  return coachId === null ? (
    <BackLink href={paths.zoom(slug)}>Back to the club’s Zoom account</BackLink>
  ) : (
    <BackLink href={paths.coach(slug, coachId)}>Back to {coachName}</BackLink>
  )
}

function Heading({ finding, now }: { finding: Finding; now: Date }) {
  const { headline, coachName, state, openedAt, control, controlVersion } = finding
  const where =
    finding.subjectKind === 'user' ? `In the Zoom account of ${coachName}` : findingPlace(finding)
  const days = Math.abs(daysBetween(now, openedAt))
  return (
    <div className="grid gap-3">
      {state === 'closed' ? null : <Verdict finding={finding} now={now} />}
      <h1>{headline}</h1>
      <p className="text-lead">{where}</p>
      <Proof
        {...(isOfRegister(finding.subjectKind) ? { said: 'Looked at' } : {})}
        at={finding.lastSeenAt}
        now={now}
        as="when"
      >
        rule {control}, version {controlVersion}
        {state === 'open' ? (
          <>
            {' '}
            · since <Time at={openedAt} now={now} as="day" />
            {days > 0 ? ` (${counted(days, 'day')})` : null}
            <ByWhen finding={finding} now={now} />
          </>
        ) : null}
      </Proof>
    </div>
  )
}

/** The verdict of the checks; where the risk of it is accepted, that stands beside it. */
function Verdict({ finding, now }: { finding: Finding; now: Date }) {
  const { level, acceptedUntil } = finding
  return (
    <div className="flex flex-wrap gap-2">
      {isAccepted(acceptedUntil, now) ? (
        <>
          <StatusTag status="not_met" />
          <StatusTag status="accepted" />
        </>
      ) : level === 'MUST' ? (
        <StatusTag status="not_met">Must be mended</StatusTag>
      ) : (
        <AdviceTag />
      )}
    </div>
  )
}

function ByWhen({ finding: { dueAt, acceptedUntil }, now }: { finding: Finding; now: Date }) {
  if (dueAt === null || isAccepted(acceptedUntil, now)) return null
  return (
    <>
      {isOverdue(dueAt, now) ? ' · late: to be mended by ' : ' · to be mended by '}
      <Time at={dueAt} now={now} as="day" />
    </>
  )
}

function Wrong({ finding }: { finding: Finding }) {
  const { state, because, words, now: result } = finding
  const unknown = state === 'open' && result?.result === 'could_not_check'
  return (
    <Card as="section">
      <h2>{state === 'open' ? 'What is wrong' : 'What was wrong'}</h2>
      <p>{because}</p>
      <p>
        The rule: <b>{words.title}.</b>
      </p>
      {unknown ? (
        <>
          <StatusTag status="could_not_check">
            {isOfRegister(finding.subjectKind)
              ? 'Not known now'
              : 'The last check could not see it'}
          </StatusTag>
          <p>{result.because} So it stays open: we do not know that it is mended.</p>
        </>
      ) : null}
    </Card>
  )
}

function Why({ finding: { words, bodies, level } }: { finding: Finding }) {
  const { why, source } = words
  return (
    <Card as="section">
      <h2>Why it matters</h2>
      <p>{why}</p>
      <p className="text-small text-ink-soft">
        {source
          ? `From: ${source.text}${source.date ? `, ${sourceDate(source.date)}` : ''}. `
          : null}
        {whoseRules(bodies)} says {level}.
      </p>
    </Card>
  )
}

/** A source is dated by the day, or only by the month. */
function sourceDate(date: string): string {
  const whole = date.length === 7 ? `${date}-15` : date
  const words = formatDate(new Date(`${whole}T12:00:00Z`))
  return date.length === 7 ? words.replace(/^\d+ /, '') : words
}
