import { isAccepted } from '#lib/core/acceptances/acceptance'
import { isOverdue } from '#lib/core/due-day'
import * as paths from '#lib/core/paths'
import { isOfRegister } from '#lib/core/register/finding-words'
import type { ListedFinding } from '#lib/findings/list-findings'
import { Row, Rows } from '../components/rows'
import { StatusTag } from '../components/status-tag'
import { Time } from '../components/time'
import { AdviceTag } from './advice-tag'
import { closingWords } from './findings/closing-words'
import { findingPlace } from './finding-place'

/** Findings, each with what is wrong, where, whose, and since when or how it ended. */
export function FindingList({
  slug,
  findings,
  now,
  label,
  coachShown = true,
  own = !coachShown,
  ofRisks = false,
}: {
  slug: string
  findings: readonly ListedFinding[]
  now: Date
  label: string
  /** Left out on the coach's own page. */
  coachShown?: boolean
  /** The reader is the coach. */
  own?: boolean
  /** Each has a risk that is accepted, or that somebody asks to accept. */
  ofRisks?: boolean
}) {
  return (
    <Rows label={label}>
      {findings.map((finding) => (
        <Row
          key={finding.findingId}
          roomy
          href={paths.finding(slug, finding.findingId)}
          title={finding.headline}
          detail={
            <>
              <span className="block">{findingPlace(finding, coachShown, own)}</span>
              <span className="block text-[0.98rem] text-ink-soft">
                <When finding={finding} now={now} />
              </span>
            </>
          }
        >
          <Tag finding={finding} now={now} ofRisks={ofRisks} />
        </Row>
      ))}
    </Rows>
  )
}

type TagProps = { finding: ListedFinding; now: Date; ofRisks: boolean }

function Tag({ finding, now, ofRisks }: TagProps) {
  const { state, level, closeReason, subjectKind } = finding
  if (state === 'closed') {
    const { status, tag } = closingWords(closeReason, subjectKind)
    return <StatusTag status={status}>{tag}</StatusTag>
  }
  if (isAccepted(finding.acceptedUntil, now)) return <StatusTag status="accepted" />
  if (ofRisks) return <StatusTag status="due_soon">To decide</StatusTag>
  if (level === 'MUST' && isOverdue(finding.dueAt, now)) {
    return <StatusTag status="not_met">To mend, late</StatusTag>
  }
  return level === 'MUST' ? <StatusTag status="not_met">To mend</StatusTag> : <AdviceTag />
}

function When({ finding, now }: { finding: ListedFinding; now: Date }) {
  const { state, openedAt, closedAt } = finding
  if (state === 'closed' && closedAt) {
    return (
      <>
        Closed <Time at={closedAt} now={now} as="when" />
      </>
    )
  }
  return (
    <>
      Since <Time at={openedAt} now={now} as="day" />
      {isOfRegister(finding.subjectKind) ? ', looked at ' : ', seen '}
      <Time at={finding.lastSeenAt} now={now} as="relative" />
    </>
  )
}
