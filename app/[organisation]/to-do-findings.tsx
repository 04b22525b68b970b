import { formatWhen } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import type { ToMend } from '#lib/core/to-do'
import type { ListedFinding } from '#lib/findings/list-findings'
import { ButtonLink } from '../components/button'
import { Card, CardFoot } from '../components/card'
import { Proof } from '../components/proof'
import { StatusTag } from '../components/status-tag'
import { Time } from '../components/time'
import { sessionName } from './session-list'

/** So many in a row are enough for one sitting; the rest follow as these are mended. */
const cards_max = 12

/** What is to be mended, a card each: the first is the one that matters most. */
export function FindingCards({
  things,
  now,
  advice = false,
}: {
  things: readonly ToMend<ListedFinding>[]
  now: Date
  advice?: boolean
}) {
  return (
    <>
      {things.slice(0, cards_max).map((thing, index) => (
        <FindingCard
          key={thing.finding.findingId}
          thing={thing}
          now={now}
          urgent={!advice && index === 0}
          advice={advice}
        />
      ))}
      {things.length > cards_max ? (
        <p>And {things.length - cards_max} more. They follow as you mend these.</p>
      ) : null}
    </>
  )
}

const inARow = new Intl.ListFormat('en-GB', { type: 'conjunction' })

function FindingCard({
  thing: { finding, slug, clubs, startsAt },
  now,
  urgent,
  advice,
}: {
  thing: ToMend<ListedFinding>
  now: Date
  urgent: boolean
  advice: boolean
}) {
  return (
    <Card urgent={urgent}>
      <StatusTag status={advice ? 'due_soon' : 'not_met'}>
        {startsAt ? `Before ${formatWhen(now, startsAt)}` : advice ? 'Advice' : 'To mend'}
      </StatusTag>
      <h2>{finding.headline}</h2>
      <p>
        {finding.session
          ? `In your session “${sessionName(finding.session.topic)}”.`
          : 'In the settings of your Zoom account.'}{' '}
        Asked for by {inARow.format(clubs)}.
      </p>
      <Proof at={finding.lastSeenAt} now={now}>
        since <Time at={finding.openedAt} now={now} as="day" />
      </Proof>
      <CardFoot>
        <ButtonLink
          look={advice ? 'plain' : 'primary'}
          href={paths.finding(slug, finding.findingId)}
        >
          Show me how to mend it
        </ButtonLink>
      </CardFoot>
    </Card>
  )
}
