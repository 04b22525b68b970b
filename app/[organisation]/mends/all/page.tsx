import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { counted } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import { previewRun, type RunOffer } from '#lib/mends/preview-run'
import { ButtonLink } from '../../../components/button'
import { Card } from '../../../components/card'
import { Confirm } from '../../../components/confirm'
import { orNotFound } from '../../../edge/or-not-found'
import { pageContext } from '../../../edge/page-context'
import { makeAll } from '../actions'
import { knownRules } from '../asked'
import { EverySession, GroupedChanges } from '../grouped-changes'
import { WayOn } from '../way-on'
import { wantedOf } from '../wanted'

export const metadata: Metadata = { title: 'Mend all coming sessions' }

type Shown = Extract<RunOffer, { sessions: unknown }>

/** Exactly what Touchline would change in all coming sessions, to say yes or no to. */
export default async function MendAllPage({
  params,
  searchParams,
}: PageProps<'/[organisation]/mends/all'>) {
  const { organisation: slug } = await params
  const rules = knownRules((await searchParams)['rules'])
  if (rules.length === 0) {
    await pageContext(slug, paths.organisation(slug))
    notFound()
  }
  const here = paths.mendAll(rules, slug)
  const ctx = await pageContext(slug, here)
  const offer = await orNotFound(previewRun(ctx, { wanted: await wantedOf(ctx, rules) }))
  if (!('sessions' in offer)) return <Nothing slug={slug} offer={offer} />
  const isOwn = slug === paths.ownSlug
  const number = counted(offer.sessions.length, 'session')
  if (offer.state !== 'ready') {
    return (
      <Card as="section">
        <h1>
          {offer.state === 'consent'
            ? isOwn
              ? 'You have not let Touchline change settings yet'
              : 'The club has not let Touchline change settings yet'
            : 'Zoom does not let Touchline change settings yet'}
        </h1>
        <p>This is what it would change, in {number}. Nothing is changed before you say so.</p>
        <GroupedChanges groups={offer.groups} />
        <EverySession sessions={offer.sessions} now={ctx.now} />
        <WayOn slug={slug} offer={offer} returnTo={here} />
      </Card>
    )
  }
  return (
    <Confirm
      title={`Change ${number} in Zoom?`}
      action={makeAll}
      verb={`Change ${number} in Zoom`}
      cancel={isOwn ? paths.me() : paths.findings(slug)}
      hidden={{ organisation: slug, rules: rules.join(','), seen: offer.mark }}
    >
      <p>
        We change this and nothing else, one session after the other, then read them all back. For
        24 hours you can have it put back.
        {isOwn
          ? null
          : ` They are ${whoseSessions(offer.sessions)}, in the club’s own Zoom account.`}
      </p>
      <GroupedChanges groups={offer.groups} />
      <LeftOut offer={offer} />
      <EverySession sessions={offer.sessions} now={ctx.now} />
    </Confirm>
  )
}

/** `of Jo Coach` or `of 3 coaches`. */
function whoseSessions(sessions: Shown['sessions']): string {
  const names = [...new Set(sessions.map(({ coachName }) => coachName ?? 'a coach'))]
  return names.length === 1 ? `of ${names[0]}` : `of ${counted(names.length, 'coach', 'coaches')}`
}

/** What is not among them, so that "all" is never more than it is. */
function LeftOut({ offer: { leftOver, underWay, notEnough } }: { offer: Shown }) {
  return (
    <>
      {leftOver > 0 ? (
        <p>
          <b>{counted(leftOver, 'more session')}</b> will be offered when these are done. Zoom
          allows 100 changes a day for one person, so the last of them may have to wait until
          tomorrow.
        </p>
      ) : null}
      {underWay > 0 ? <p>{counted(underWay, 'session')} is being changed already.</p> : null}
      {notEnough > 0 ? (
        <p>
          {counted(notEnough, 'session')} cannot be mended from here. The session’s own page says
          how to do it in Zoom.
        </p>
      ) : null}
    </>
  )
}

const why = {
  nothing: {
    title: 'There is nothing to mend from here',
    say: 'As we last read it in Zoom, no coming session has anything that Touchline could change.',
  },
  not_connected: {
    title: 'Zoom is not connected any more',
    say: 'Connect it again, then come back.',
  },
  under_way: {
    title: 'Sessions are being changed already',
    say: 'Wait until that has ended.',
  },
} as const

function Nothing({
  slug,
  offer,
}: {
  slug: string
  offer: Exclude<RunOffer, { sessions: unknown }>
}) {
  const isOwn = slug === paths.ownSlug
  const { title, say } = why[offer.state]
  return (
    <Card as="section">
      <h1>{title}</h1>
      <p>{say}</p>
      {offer.state === 'under_way' ? (
        <ButtonLink href={paths.mendRun(offer.runId, slug)}>See how far it is</ButtonLink>
      ) : offer.state === 'nothing' ? (
        <ButtonLink href={isOwn ? paths.me() : paths.findings(slug)}>
          {isOwn ? 'Back to what there is to do' : 'Back to what there is to mend'}
        </ButtonLink>
      ) : (
        <ButtonLink href={paths.zoom(slug)}>
          {isOwn ? 'Go to your Zoom' : 'Go to the club’s Zoom'}
        </ButtonLink>
      )}
    </Card>
  )
}
