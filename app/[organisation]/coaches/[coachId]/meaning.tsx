import type { Coach } from '#lib/coaches/get-coach'
import { askWords, coachWordsOf } from '#lib/core/coach-words'
import { comingTime, isOnNow } from '#lib/core/coming-time'
import * as paths from '#lib/core/paths'
import { ButtonLink } from '../../../components/button'
import { Notice } from '../../../components/notice'
import { askLetter } from './ask-letter'

/** Why nothing certain is known of a coach, what it means for the next session, and who can change it. */
export function Meaning({
  slug,
  coach,
  officer,
  own,
  now,
}: {
  slug: string
  coach: Coach
  officer: boolean
  own: boolean
  now: Date
}) {
  const words = coachWordsOf(coach.status.state, coach.facts.connection)
  if (!words) return null
  const next = coach.sessions.find(
    ({ startsAt, status }) => startsAt !== null && status.state !== 'ready',
  )
  const { ask } = words
  return (
    <Notice tone="unknown" title={own ? coach.status.words : words.one(coach.name)}>
      <p>
        {words.means}
        {next?.startsAt ? ` ${nextWords(now, next.startsAt)}.` : null}
      </p>
      {coach.facts.connection.byClub && officer && coach.status.state === 'disconnected' ? (
        <ButtonLink href={paths.zoom(slug)}>Go to the club’s Zoom</ButtonLink>
      ) : null}
      {ask && own ? <ButtonLink href={paths.zoom(paths.ownSlug)}>Go to my Zoom</ButtonLink> : null}
      {ask && officer && !own ? (
        <ButtonLink href={askLetter(coach, ask.letter)}>
          {askWords(coach.name, ask.verb)}
        </ButtonLink>
      ) : null}
    </Notice>
  )
}

const nextWords = (now: Date, at: Date) =>
  `${isOnNow(now, at) ? 'A session of theirs' : 'Next session'}: ${comingTime(now, at)}`
