import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { formatCalendarDate } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import { appointmentRoleWords } from '#lib/core/register/appointment'
import { standWords } from '#lib/core/register/credential-line'
import { credentialWords, howTold } from '#lib/core/register/words'
import { listMyOrganisations } from '#lib/memberships/list-my-organisations'
import { BackLink } from '../../components/back-link'
import { ButtonLink } from '../../components/button'
import { EmptyState } from '../../components/empty-state'
import { Row, Rows } from '../../components/rows'
import { Time } from '../../components/time'
import { pageContext } from '../../edge/page-context'
import { Done } from '../done'
import { ownPeople, type OwnPerson } from '../own-people'
import { Offers } from './offers'

export const metadata: Metadata = { title: 'Your own record' }

/** What somebody has and has to show in all of their clubs, to show and to keep. Their own only. */
export default async function RecordPage({
  params,
  searchParams,
}: PageProps<'/[organisation]/record'>) {
  const { organisation: slug } = await params
  const { done } = await searchParams
  const ctx = await pageContext(slug, paths.ownRecord())
  if (ctx.organisation.kind !== 'person') notFound()
  const people = await ownPeople(await listMyOrganisations(ctx, {}))
  return (
    <>
      <BackLink href={paths.me()}>Back to your page</BackLink>
      <Done done={done} />
      <h1>Your own record</h1>
      <p>
        What your clubs have on record of you. Each club sees its own part, and verifies for itself.
        Numbers of checks are never shown here.
      </p>
      {people.length === 0 ? (
        <EmptyState title="Nothing yet">You are on no club’s list.</EmptyState>
      ) : (
        <div>
          <ButtonLink look="plain" href={paths.ownRecordFile()}>
            Download it as a file
          </ButtonLink>
        </div>
      )}
      {people.map((each) => (
        <ClubPart key={each.club.id} own={each} now={ctx.now} />
      ))}
      {people.length > 1 ? <Offers people={people} /> : null}
    </>
  )
}

function ClubPart({ own: { club, person }, now }: { own: OwnPerson; now: Date }) {
  const { appointments, credentials, mayCoach, coachId } = person
  const held = appointments.filter(({ state }) => state === 'held')
  const roles = held.map(({ role, team }) => appointmentRoleWords[role] + (team ? `, ${team}` : ''))
  return (
    <section className="grid gap-3">
      <h2>{club.name}</h2>
      <p>
        {mayCoach.words} {roles.length > 0 ? `Roles: ${roles.join('; ')}.` : null}{' '}
        <a href={paths.coach(club.slug, coachId)}>See your page there</a>
      </p>
      {credentials.length === 0 ? null : (
        <Rows label={`What you have to show at ${club.name}`}>
          {credentials.map(({ credentialId, kind, lastDay, verified, stand }) => (
            <Row
              key={credentialId}
              roomy
              title={credentialWords[kind]}
              detail={
                <>
                  {standWords[stand]}
                  {lastDay ? `, counts until ${formatCalendarDate(lastDay)}` : null}
                  {verified ? (
                    <span className="block text-small text-ink-soft">
                      {verified.by} {howTold[verified.how]} on{' '}
                      <Time at={verified.at} now={now} as="date" />
                    </span>
                  ) : null}
                </>
              }
            />
          ))}
        </Rows>
      )}
    </section>
  )
}
