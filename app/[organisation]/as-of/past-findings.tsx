import { typedDay } from '#lib/core/as-of-day'
import { isAccepted } from '#lib/core/acceptances/acceptance'
import { alsoWords } from '#lib/core/cause-words'
import type { Cause } from '#lib/core/group-findings'
import * as paths from '#lib/core/paths'
import type { CausedFinding } from '#lib/findings/with-accounts'
import { Row, Rows } from '../../components/rows'
import { StatusTag } from '../../components/status-tag'
import { Time } from '../../components/time'
import { AdviceTag } from '../advice-tag'
import { findingPlace } from '../finding-place'

/** What was open at a moment, by its cause; each leads to how it stood then. */
export function PastFindings({
  slug,
  causes,
  at,
}: {
  slug: string
  causes: readonly Cause<CausedFinding>[]
  at: Date
}) {
  if (causes.length === 0) return <p>Nothing that we knew of.</p>
  return (
    <Rows label="What was open">
      {causes.map(({ first: finding, others }) => (
        <Row
          key={finding.findingId}
          roomy
          href={paths.findingAsOf(slug, finding.findingId, typedDay(at))}
          title={finding.headline}
          detail={
            <>
              <span className="block">
                {findingPlace(finding)}
                {others.length > 0 ? <b>, {alsoWords({ others })}</b> : null}
              </span>
              <span className="block text-[0.98rem] text-ink-soft">
                Since <Time at={finding.openedAt} now={at} as="date" />, last seen{' '}
                <Time at={finding.lastSeenAt} now={at} as="date_time" />
              </span>
            </>
          }
        >
          <Tag finding={finding} at={at} />
        </Row>
      ))}
    </Rows>
  )
}

function Tag({ finding: { level, acceptedUntil }, at }: { finding: CausedFinding; at: Date }) {
  if (isAccepted(acceptedUntil, at)) return <StatusTag status="accepted" />
  return level === 'MUST' ? <StatusTag status="not_met">To mend</StatusTag> : <AdviceTag />
}
