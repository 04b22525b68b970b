import { counted } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import { firstName, letterTo } from '#lib/core/wording'
import type { CoachToMend } from '#lib/organisations/get-club-home'
import { pageAddress } from '#lib/page-address'
import { ButtonLink } from '../../components/button'
import { Card, CardFoot } from '../../components/card'
import { Proof } from '../../components/proof'
import { StatusTag } from '../../components/status-tag'
import { sessionName } from '../session-list'

/** One coach with things that must be mended, and the first of them. */
export function ToMendCard({
  slug,
  toMend,
  now,
}: {
  slug: string
  toMend: CoachToMend
  now: Date
}) {
  const { coach, findings, said, alsoIn, things, places } = toMend
  const more = things - findings.length
  return (
    <Card>
      <StatusTag status="not_met">To mend</StatusTag>
      <h2 className="text-[1.15rem]">
        {coach.name}{' '}
        {things === 1 ? 'has one thing to mend' : `has ${counted(things, 'thing')} to mend`}
        {places > things ? `, in ${counted(places, 'place')}` : null}
      </h2>
      <ul className="grid w-full gap-1">
        {findings.map(({ findingId, headline, session }) => (
          <li key={findingId}>
            <a href={paths.finding(slug, findingId)} className="inline-block pt-1.5">
              {headline}
            </a>
            <span className="block text-ink-soft">
              {session ? `In “${sessionName(session.topic)}”` : 'In the account'}
              {alsoIn[findingId] ? `, and in ${counted(alsoIn[findingId], 'more place')}` : null}
            </span>
          </li>
        ))}
      </ul>
      {findings.length > 0 && more > 0 ? <p>And {more} more.</p> : null}
      {said > 0 ? <p>And what stands above, with the coming session.</p> : null}
      <Proof at={coach.facts.connection.lastAskedAt} now={now} />
      <CardFoot>
        <ButtonLink look="plain" href={letter(slug, toMend)}>
          Write to {firstName(coach.name)}
        </ButtonLink>
        <a href={paths.coach(slug, coach.coachId)}>See {firstName(coach.name)}’s page</a>
      </CardFoot>
    </Card>
  )
}

/** Where it is, for somebody who has several sessions to look through. */
const placeOf = ({ session }: CoachToMend['findings'][number]): string =>
  session ? `in “${sessionName(session.topic)}”` : 'in your account'

const letter = (slug: string, { coach, findings }: CoachToMend): string =>
  letterTo(coach.email, 'To mend in Zoom', [
    `Hello ${firstName(coach.name)},`,
    'Touchline found something in your Zoom account that has to be mended:',
    findings.map((each) => `- ${each.headline} (${placeOf(each)})`).join('\n'),
    `Here it says how, step by step: ${pageAddress(paths.coach(slug, coach.coachId))}`,
    'Please press “Check again” there when it is done. Thank you!',
  ])
