import { alsoWords } from '#lib/core/cause-words'
import { isOverdue } from '#lib/core/due-day'
import type { Cause } from '#lib/core/group-findings'
import * as paths from '#lib/core/paths'
import { isOfRegister } from '#lib/core/register/finding-words'
import type { CausedFinding } from '#lib/findings/with-accounts'
import { Row, Rows } from '../components/rows'
import { StatusTag } from '../components/status-tag'
import { Time } from '../components/time'
import { AdviceTag } from './advice-tag'
import { findingPlace } from './finding-place'

/** What is to mend, by its cause: a row for each thing to do, in however many sessions it shows. */
export function CauseList({
  slug,
  causes,
  now,
  label,
  coachShown,
}: {
  slug: string
  causes: readonly Cause<CausedFinding>[]
  now: Date
  label: string
  /** Left out on the coach's own page. */
  coachShown: boolean
}) {
  return (
    <Rows label={label}>
      {causes.map((cause) => {
        const { first } = cause
        const also = alsoWords(cause)
        return (
          <Row
            key={first.findingId}
            roomy
            href={paths.finding(slug, first.findingId)}
            title={first.headline}
            detail={
              <>
                <span className="block">
                  {findingPlace(first, coachShown)}
                  {also ? <b>, {also}</b> : null}
                </span>
                <span className="block text-[0.98rem] text-ink-soft">
                  Since <Time at={first.openedAt} now={now} as="day" />
                  {isOfRegister(first.subjectKind) ? ', looked at ' : ', seen '}
                  <Time at={first.lastSeenAt} now={now} as="relative" />
                </span>
              </>
            }
          >
            <Tag cause={cause} now={now} />
          </Row>
        )
      })}
    </Rows>
  )
}

function Tag({ cause: { first, others }, now }: { cause: Cause<CausedFinding>; now: Date }) {
  if (first.level === 'SHOULD') return <AdviceTag />
  if ([first, ...others].some(({ dueAt }) => isOverdue(dueAt, now))) {
    return <StatusTag status="not_met">To mend, late</StatusTag>
  }
  return <StatusTag status="not_met">To mend</StatusTag>
}
