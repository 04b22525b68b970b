import { counted } from '#lib/core/dates'
import { findingHistory } from '#lib/core/finding-history'
import * as paths from '#lib/core/paths'
import type { Finding, FindingEvent } from '#lib/findings/get-finding'
import { Card } from '../../../components/card'
import { Fact, Facts } from '../../../components/facts'
import { Time } from '../../../components/time'
import { closingWords } from '../closing-words'

/** What happened to a finding, oldest first, each with the check that saw it. */
export function History({
  slug,
  finding,
  now,
  past = false,
}: {
  slug: string
  finding: Finding
  now: Date
  /** It is shown as of a day: by dates, and with no way to choose one. */
  past?: boolean
}) {
  const { events, state, lastSeenAt } = finding
  const as = past ? 'date_time' : 'when'
  return (
    <Card as="section">
      <h2>What happened</h2>
      <Regression finding={finding} now={now} />
      <Facts>
        {events.map((event) => (
          <Fact
            key={`${event.at.toISOString()} ${event.event}`}
            name={wordOf(event, finding.subjectKind)}
          >
            {event.auditId ? (
              <a href={paths.audit(slug, event.auditId)}>
                <Time at={event.at} now={now} as={as} />
              </a>
            ) : (
              <Time at={event.at} now={now} as={as} />
            )}
          </Fact>
        ))}
        {state === 'open' ? (
          <Fact name="Last seen">
            <Time at={lastSeenAt} now={now} as={as} />
          </Fact>
        ) : null}
      </Facts>
      {past ? null : (
        <a href={paths.findingAsOf(slug, finding.findingId)} className="inline-block py-3">
          See how it was on an earlier day
        </a>
      )}
    </Card>
  )
}

/** It came back, or has stayed mended: how often, and how long each mend held. */
function Regression({ finding: { events, state }, now }: { finding: Finding; now: Date }) {
  const { timesFound, mended } = findingHistory(events, now)
  if (mended.length === 0) return null
  return (
    <>
      {timesFound > 1 ? (
        <p>
          <b>It came back: found {timesFound} times.</b>
        </p>
      ) : null}
      <ul className="grid gap-1">
        {mended.map(({ at, brokeAt, clean_days }) => (
          <li key={at.toISOString()}>
            {brokeAt || state === 'open' ? 'Was mended on ' : 'Mended on '}
            <Time at={at} now={now} as="day" />
            {brokeAt || state === 'open'
              ? `, and stayed so for ${counted(clean_days, 'day')}.`
              : `, and has stayed so for ${counted(clean_days, 'day')}.`}
          </li>
        ))}
      </ul>
    </>
  )
}

function wordOf({ event, closeReason }: FindingEvent, subjectKind: Finding['subjectKind']): string {
  if (event === 'opened') return 'Found'
  return event === 'reopened' ? 'Found again' : closingWords(closeReason, subjectKind).tag
}
