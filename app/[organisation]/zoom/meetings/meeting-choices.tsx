import { formatSessionTime } from '#lib/core/dates'
import { suggestClub } from '#lib/core/suggest-club'
import type { MeetingToSort } from '#lib/meetings/list-meetings'
import type { SessionClub } from '#lib/meetings/session-clubs'
import { meetingField } from '#lib/meetings/sorting-form'
import { Choices, type Choice } from '../../../components/choices'

const askLater: Choice = { value: 'unsorted', label: 'Ask me again later' }
const isPrivate: Choice = {
  value: 'private',
  label: 'Private',
  hint: 'We forget its name and time. Nobody sees it.',
}

/**
 * One meeting, or series, and what it is. Nothing is chosen beforehand where it was never said. A
 * coach of several clubs may tick several.
 */
export function MeetingChoices({
  meeting,
  clubs,
  now,
  chosen = [],
}: {
  meeting: MeetingToSort
  clubs: readonly SessionClub[]
  now: Date
  /** What was said before; empty where nothing was. */
  chosen?: readonly string[]
}) {
  const ofClubs = clubs.map(({ clubId, name }) => ({ value: clubId, label: `Session of ${name}` }))
  const choices = [...ofClubs, isPrivate, ...(chosen.length > 0 ? [askLater] : [])]
  return (
    <Choices
      name={meetingField(meeting.meetingId)}
      label={nameOf(meeting)}
      hint={hintOf(meeting, clubs, now, chosen.length > 0)}
      choices={choices}
      value={chosen}
      several={clubs.length > 1}
    />
  )
}

const nameOf = ({ topic, zoomMeetingId }: MeetingToSort) => topic ?? `Meeting ${zoomMeetingId}`

function hintOf(
  meeting: MeetingToSort,
  clubs: readonly SessionClub[],
  now: Date,
  said: boolean,
): string {
  const { startsAt, recurs, duration_minutes, topic } = meeting
  const guess = said ? undefined : suggestClub(topic, clubs)
  return [
    startsAt ? formatSessionTime(now, startsAt) : undefined,
    duration_minutes ? `${duration_minutes} minutes` : undefined,
    recurs ? 'repeats: your answer holds for all of them' : undefined,
    guess ? `the name sounds like ${guess.name}` : undefined,
  ]
    .filter(Boolean)
    .join(' · ')
}
