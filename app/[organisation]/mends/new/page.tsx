import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import * as paths from '#lib/core/paths'
import { previewMend, type MendOffer } from '#lib/mends/preview-mend'
import { ButtonLink } from '../../../components/button'
import { Card } from '../../../components/card'
import { Changes } from '../../../components/changes'
import { Confirm } from '../../../components/confirm'
import { orNotFound } from '../../../edge/or-not-found'
import { pageContext } from '../../../edge/page-context'
import { make } from '../actions'
import { knownRules } from '../asked'
import { WayOn } from '../way-on'
import { whereOf } from '../where-of'

export const metadata: Metadata = { title: 'Mend it from here' }

/** Exactly what Touchline would change, to say yes or no to: one's own, or the club's account. */
export default async function NewMendPage({
  params,
  searchParams,
}: PageProps<'/[organisation]/mends/new'>) {
  const { organisation: slug } = await params
  const { connection, meeting, rules } = await searchParams
  const subjectKind = typeof meeting === 'string' ? ('meeting' as const) : ('user' as const)
  const subjectId = subjectKind === 'meeting' ? meeting : connection
  const controls = knownRules(rules)
  if (typeof subjectId !== 'string' || controls.length === 0) {
    await pageContext(slug, paths.organisation(slug))
    notFound()
  }
  const subject = { subjectKind, subjectId }
  const here = paths.mendNew(subject, controls, slug)
  const ctx = await pageContext(slug, here)
  const offer = await orNotFound(previewMend(ctx, { ...subject, controls }))
  if (offer.state !== 'ready') return <NotNow slug={slug} offer={offer} here={here} />
  return (
    <Confirm
      title="Change this in Zoom?"
      action={make}
      changes={offer.changes}
      verb={offer.changes.length === 1 ? 'Change it in Zoom' : 'Change these in Zoom'}
      cancel={slug === paths.ownSlug ? paths.me() : paths.findings(slug)}
      hidden={{ organisation: slug, ...subject, rules: controls.join(','), seen: offer.mark }}
    >
      <p>
        {whereOf({ ...offer, slug, subjectKind, occurrenceAt: offer.timeAt })} We change this and
        nothing else, then read it back.
      </p>
      <p>For 24 hours you can have it put back.</p>
    </Confirm>
  )
}

const why: Readonly<Record<Exclude<MendOffer['state'], 'ready'>, { title: string; say: string }>> =
  {
    not_ours: {
      title: 'This has to be mended in Zoom',
      say: 'What is right here is for you to say. The finding’s own page says how, step by step.',
    },
    nothing_wrong: {
      title: 'There is nothing to mend here',
      say: 'As we last read it in Zoom, it is as it should be.',
    },
    not_enough: {
      title: 'This has to be mended in Zoom',
      say: 'A change from here would not be enough. The finding’s own page says how, step by step.',
    },
    not_connected: {
      title: 'Zoom is not connected any more',
      say: 'Connect it again, then come back.',
    },
    under_way: {
      title: 'A change is on its way already',
      say: 'Wait until it has ended.',
    },
    consent: {
      title: 'You have not let Touchline change settings yet',
      say: 'This is what it would change. Say first whether you want that.',
    },
    grant: {
      title: 'Zoom does not let Touchline change settings yet',
      say: 'This is what it would change. Zoom has to be told first that you want that.',
    },
  }

const notSaid = {
  title: 'The club has not let Touchline change settings yet',
  say: 'This is what it would change. Any welfare officer or administrator can say yes for the club.',
}

/** Why it cannot be changed from here now, and the way on. */
function NotNow({ slug, offer, here }: { slug: string; offer: MendOffer; here: string }) {
  if (offer.state === 'ready') return null
  const isClub = slug !== paths.ownSlug
  const { title, say } = isClub && offer.state === 'consent' ? notSaid : why[offer.state]
  const last = offer.state === 'under_way' ? offer.last : null
  return (
    <Card as="section">
      <h1>{title}</h1>
      <p>{say}</p>
      {'changes' in offer ? <Changes changes={offer.changes} /> : null}
      {offer.state === 'consent' || offer.state === 'grant' ? (
        <WayOn slug={slug} offer={offer} returnTo={here} />
      ) : last ? (
        <ButtonLink href={paths.mend(last.mendId, slug)}>See how far it is</ButtonLink>
      ) : (
        <ButtonLink href={paths.zoom(slug)}>
          {isClub ? 'Go to the club’s Zoom' : 'Go to your Zoom'}
        </ButtonLink>
      )}
    </Card>
  )
}
