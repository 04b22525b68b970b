import { comingTime } from '#lib/core/coming-time'
import * as paths from '#lib/core/paths'
import { firstName } from '#lib/core/wording'
import type { PostedLink } from '#lib/risk-alerts/posted-links'
import { ButtonLink } from '../../components/button'
import { Card, CardFoot } from '../../components/card'
import { StatusTag } from '../../components/status-tag'
import { Steps } from '../../components/steps'
import { sessionName } from '../session-list'

/** A session's link is in public: before everything else, what an officer does about it. */
export function PostedLinkCard({
  slug,
  posted,
  now,
}: {
  slug: string
  posted: PostedLink
  now: Date
}) {
  const { session, coachName, because, findingId } = posted
  const first = firstName(coachName)
  return (
    <Card urgent>
      <StatusTag status="not_met">Act now</StatusTag>
      <h2>The link of “{sessionName(session.topic)}” was posted in public</h2>
      <p>
        {because} Strangers may try to join.
        {session.startsAt ? <b> {comingTime(now, session.startsAt)}.</b> : null}
      </p>
      <Steps
        items={[
          <>
            Ring {coachName} now. The session must not start, or go on, with this link. We have told
            them as well.
          </>,
          <>
            If it is on, {first} locks it and removes everybody they do not know.{' '}
            <a href={paths.attacked()}>Is it being attacked? What to do</a>
          </>,
          <>{first} makes a new meeting, and sends the new link to the parents only.</>,
          'Have the post taken down. Do not share it, and do not answer it.',
        ]}
      />
      <CardFoot>
        <ButtonLink href={paths.finding(slug, findingId)}>See it, and say when done</ButtonLink>
      </CardFoot>
    </Card>
  )
}
