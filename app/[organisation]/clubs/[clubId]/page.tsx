import type { Metadata } from 'next'
import { counted } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import { firstName, letterTo } from '#lib/core/wording'
import { getClub, type Club } from '#lib/roll-ups/get-club'
import { listOfficers, type Officer } from '#lib/roll-ups/list-officers'
import { BackLink } from '../../../components/back-link'
import { Card } from '../../../components/card'
import { Fact, Facts } from '../../../components/facts'
import { Notice } from '../../../components/notice'
import { Stack, Two } from '../../../components/page-layout'
import { Proof } from '../../../components/proof'
import { StatusTag } from '../../../components/status-tag'
import { Time } from '../../../components/time'
import { orNotFound } from '../../../edge/or-not-found'
import { pageContext } from '../../../edge/page-context'
import { clubMeaning } from './club-meaning'

export const metadata: Metadata = { title: 'One club' }

/** What a body sees of one club: how it stands, since when, and whom to write to. No coach, and no session. */
export default async function ClubPage({ params }: PageProps<'/[organisation]/clubs/[clubId]'>) {
  const { organisation: slug, clubId } = await params
  const ctx = await pageContext(slug, paths.club(slug, clubId))
  const club = await orNotFound(getClub(ctx, { clubId }))
  const officers = await orNotFound(listOfficers(ctx, { clubId }))
  const { now } = ctx
  const { headline, means, next } = clubMeaning(club)
  return (
    <>
      <BackLink href={paths.clubs(slug)}>Back to all clubs</BackLink>
      <div className="grid gap-3">
        <StatusTag status={club.status.face}>{club.status.words}</StatusTag>
        <h1 className="wrap-anywhere">{headline}</h1>
        <Proof at={club.oldestCheckedAt} now={now}>
          {club.oldestBlockingAt ? (
            <>
              falls short since <Time at={club.oldestBlockingAt} now={now} as="day" />
            </>
          ) : null}
        </Proof>
      </div>
      {club.leftAt ? (
        <Notice tone="warning" title="This club is no longer under you">
          <p>
            It left on <Time at={club.leftAt} now={now} as="date" />. What you see is how it stood
            then, and it is not counted any more.
          </p>
        </Notice>
      ) : null}
      <Two>
        <Stack as="section" label="How it stands">
          <Card as="section">
            <h2>What this means</h2>
            <p>{means}</p>
            {next ? <p>{next}</p> : null}
          </Card>
          <Figures club={club} now={now} />
        </Stack>
        <Stack as="aside" label="Whom to ask, and about these figures">
          {club.leftAt ? null : <WhomToAsk clubName={club.name} officers={officers} />}
          <Card as="section">
            <h2>What you do not see</h2>
            <p>
              These figures come from the club’s own checks. Which coach, which session and which
              setting is not passed on to you yet: ask the club’s welfare officer.
            </p>
            <p>What sessions are called, and when they are, stays with the club.</p>
            <p>
              <a href={paths.whoSeesWhat()} className="inline-block py-2.5">
                Who sees what
              </a>
            </p>
          </Card>
        </Stack>
      </Two>
    </>
  )
}

function WhomToAsk({ clubName, officers }: { clubName: string; officers: readonly Officer[] }) {
  return (
    <Card as="section">
      <h2>Whom to write to</h2>
      {officers.length === 0 ? (
        <p>The club has no welfare officer here now.</p>
      ) : (
        <>
          <p>{officers.length === 1 ? 'Its welfare officer:' : 'Its welfare officers:'}</p>
          <ul className="grid gap-2">
            {officers.map(({ membershipId, name, email }) => (
              <li key={membershipId} className="grid">
                <b>{name}</b>
                <a
                  href={letterTo(email, `${clubName} in Touchline`, [`Hello ${firstName(name)},`])}
                  className="w-fit py-2 wrap-anywhere"
                >
                  {email}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  )
}

function Figures({ club, now }: { club: Club; now: Date }) {
  const figures: [string, number][] = [
    ['To mend, and your rules say MUST', club.blocking],
    ['To mend, and your rules say SHOULD', club.advisory],
    ['Not met, and the risk accepted', club.acceptedBlocking + club.acceptedAdvisory],
    ['MUST rules that could not be checked', club.couldNotCheck],
    ['Results that are met', club.met],
    ['Stated by somebody, since Zoom never tells', club.stated],
  ]
  return (
    <section className="grid gap-3" aria-labelledby="figures">
      <h2 id="figures">In figures</h2>
      <Facts>
        {figures.map(([name, count]) => (
          <Fact key={name} name={name}>
            <b className="tabular-nums">{count.toLocaleString('en-GB')}</b>
          </Fact>
        ))}
        <Fact name="On its list of coaches">
          {counted(club.coaches, 'coach', 'coaches')}
          {club.coachesNotConnected > 0 ? `, ${club.coachesNotConnected} not connected` : null}
          {club.coachesNotKnown > 0 ? `, ${club.coachesNotKnown} not fully checked` : null}
        </Fact>
        <Fact name="Zoom last asked">
          {club.lastCheckedAt ? <Time at={club.lastCheckedAt} now={now} as="when" /> : 'never'}
        </Fact>
        <Fact name="Oldest check it rests on">
          {club.oldestCheckedAt ? <Time at={club.oldestCheckedAt} now={now} as="when" /> : 'none'}
        </Fact>
        <Fact name="These figures reached you">
          {club.deliveredAt ? <Time at={club.deliveredAt} now={now} as="when" /> : 'never'}
        </Fact>
        <Fact name="Under you since">
          <Time at={club.affiliatedAt} now={now} as="date" />
        </Fact>
      </Facts>
    </section>
  )
}
