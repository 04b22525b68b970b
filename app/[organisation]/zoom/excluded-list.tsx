import { counted } from '#lib/core/dates'
import type { ExcludedMeeting } from '#lib/meetings/list-excluded'
import { Button } from '../../components/button'
import { Disclosure } from '../../components/disclosure'
import { Form } from '../../components/form'
import { Time } from '../../components/time'
import { include } from './host-actions'

/** What officers said to be no club session, each with the reason and the way back. */
export function ExcludedList({
  slug,
  excluded,
  now,
}: {
  slug: string
  excluded: readonly ExcludedMeeting[]
  now: Date
}) {
  if (excluded.length === 0) return null
  return (
    <Disclosure summary={`${counted(excluded.length, 'meeting')} said to be no club session`}>
      <ul className="grid gap-5">
        {excluded.map(({ meetingId, startsAt, coachName, reason, excludedAt, excludedBy }) => (
          <li key={meetingId} className="grid justify-items-start gap-2">
            <p>
              <b>
                A meeting
                {startsAt ? (
                  <>
                    {' '}
                    of <Time at={startsAt} now={now} as="day" />
                  </>
                ) : null}
              </b>
              {coachName ? `, ${coachName}` : null}: “{reason}”
              <span className="block text-ink-soft">
                {excludedBy ? `${excludedBy}, ` : null}
                <Time at={excludedAt} now={now} as="day" />
              </span>
            </p>
            <Form action={include.bind(null, slug)}>
              <input type="hidden" name="meetingId" value={meetingId} />
              <Button look="plain">
                It is a club session
                <span className="sr-only">
                  : {coachName ?? 'a meeting'}, “{reason}”
                </span>
              </Button>
            </Form>
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}
