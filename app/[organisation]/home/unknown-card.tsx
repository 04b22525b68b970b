import { coachGroup } from '#lib/core/coach-status'
import { askWords, coachWordsOf } from '#lib/core/coach-words'
import { comingTime, isOnNow, onNowWords } from '#lib/core/coming-time'
import { counted } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import { firstName, midSentence } from '#lib/core/wording'
import type { UnknownCoaches } from '#lib/organisations/get-club-home'
import { ButtonLink } from '../../components/button'
import { Card, CardFoot } from '../../components/card'
import { StatusTag } from '../../components/status-tag'
import { Time } from '../../components/time'
import { isInvited, SendAgain } from '../coaches/send-again'
import { askLetter } from '../coaches/[coachId]/ask-letter'

/** Coaches of whom, for one reason, nothing certain is known: what it means, and what comes next. */
export function UnknownCard({
  slug,
  unknown,
  now,
}: {
  slug: string
  unknown: UnknownCoaches
  now: Date
}) {
  const { state, count, first } = unknown
  const [one] = first
  const words = one ? coachWordsOf(state, one.coach.facts.connection) : undefined
  if (!words || !one) return null
  const alone = count === 1
  const { coach } = one
  return (
    <Card>
      <StatusTag status={coach.status.face}>
        {alone ? coach.status.words : `${counted(count, 'coach', 'coaches')}: not known`}
      </StatusTag>
      <h2 className="text-[1.15rem]">{alone ? words.one(coach.name) : words.many(count)}</h2>
      {alone ? <LastChecked unknown={unknown} now={now} /> : null}
      <p>{words.means}</p>
      {alone ? null : <Names slug={slug} unknown={unknown} now={now} />}
      <CardFoot>
        {alone ? <One slug={slug} unknown={unknown} now={now} /> : null}
        {alone ? null : (
          <a href={paths.coaches(slug, { filter: coachGroup(coach.status) })}>
            See everybody of whom we do not know
          </a>
        )}
      </CardFoot>
    </Card>
  )
}

/** Those who are to be invited, or invited again. */
const isToInvite = (state: UnknownCoaches['state']) => state === 'not_invited' || isInvited(state)

function One({
  slug,
  unknown: { state, first },
  now,
}: {
  slug: string
  unknown: UnknownCoaches
  now: Date
}) {
  const coach = first[0]?.coach
  if (!coach) return null
  const ask = coachWordsOf(state, coach.facts.connection)?.ask
  const page = paths.coach(slug, coach.coachId)
  return (
    <>
      {ask ? (
        <ButtonLink look="plain" href={askLetter(coach, ask.letter)}>
          {askWords(coach.name, ask.verb)}
        </ButtonLink>
      ) : null}
      {isToInvite(state) ? (
        <div className="w-full">
          <SendAgain slug={slug} coach={coach} invitedAt={coach.facts.invitedAt} now={now} />
        </div>
      ) : null}
      <a href={page}>See {firstName(coach.name)}’s page</a>
    </>
  )
}

function LastChecked({ unknown: { first }, now }: { unknown: UnknownCoaches; now: Date }) {
  const [one] = first
  const at = one?.coach.facts.connection.lastCompleteAt
  const start = one?.soon?.startsAt
  if (!at && !start) return null
  return (
    <p>
      {at ? (
        <>
          Last checked <Time at={at} now={now} as="when" />.{' '}
        </>
      ) : null}
      {start ? (
        <b>
          {isOnNow(now, start)
            ? `A session of theirs is on: ${midSentence(onNowWords(now, start))}.`
            : `Their next session is ${comingTime(now, start)}.`}{' '}
          We do not know if it is safe.
        </b>
      ) : null}
    </p>
  )
}

function Names({
  slug,
  unknown: { first, count, state },
  now,
}: {
  slug: string
  unknown: UnknownCoaches
  now: Date
}) {
  const more = count - first.length
  return (
    <ul className="grid gap-1">
      {first.map(({ coach, soon }) => (
        <li key={coach.coachId}>
          <a href={paths.coach(slug, coach.coachId)} className="inline-block py-1.5">
            {coach.name}
          </a>
          {soon?.startsAt ? <b>, next session: {comingTime(now, soon.startsAt)}</b> : null}
          {isToInvite(state) ? (
            <SendAgain slug={slug} coach={coach} invitedAt={coach.facts.invitedAt} now={now} />
          ) : null}
        </li>
      ))}
      {more > 0 ? <li>and {counted(more, 'more', 'more')}</li> : null}
    </ul>
  )
}
