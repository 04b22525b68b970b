import { comingTime } from '#lib/core/coming-time'
import * as paths from '#lib/core/paths'
import type { ToMend } from '#lib/core/to-do'
import type { ListedFinding } from '#lib/findings/list-findings'
import { ButtonLink } from '../components/button'
import { Card, CardFoot } from '../components/card'
import { StatusTag } from '../components/status-tag'
import { Steps } from '../components/steps'
import { Time } from '../components/time'
import { sessionName } from './session-list'

/** Links to the coach's own sessions that were found in public: before everything else. */
export function PostedCards({
  things,
  now,
}: {
  things: readonly ToMend<ListedFinding>[]
  now: Date
}) {
  return things.map(({ finding, slug, clubs, startsAt }) => (
    <Card key={finding.findingId} urgent>
      <StatusTag status="not_met">Act now</StatusTag>
      <h2>
        The link of your session “{sessionName(finding.session?.topic ?? null)}” was posted in
        public
      </h2>
      <p>
        Zoom found it where anybody can see it. Strangers may try to join. Your welfare officer at{' '}
        {clubs.join(' and ')} has been told as well.
        {startsAt ? <b> {comingTime(now, startsAt)}.</b> : null}
      </p>
      <Steps
        items={[
          <>
            Is it on now? Lock the session, and remove everybody you do not know.{' '}
            <a href={paths.attacked()}>Is it being attacked? What to do</a>
          </>,
          'Otherwise do not start it. Delete the meeting in Zoom and make a new one, with a new link and a new passcode.',
          'Send the new link to the parents only, never in a post or a group.',
          'Ask whoever posted the old link to take it down.',
        ]}
      />
      <p className="text-[0.98rem] text-ink-soft">
        Zoom said so <Time at={finding.lastSeenAt} now={now} as="relative" />
      </p>
      <CardFoot>
        <ButtonLink href={paths.finding(slug, finding.findingId)}>
          Show me how, step by step
        </ButtonLink>
      </CardFoot>
    </Card>
  ))
}
