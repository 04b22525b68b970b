import type { Finding } from '#lib/findings/get-finding'
import { Card } from '../../../components/card'
import { StatusTag } from '../../../components/status-tag'
import { Time } from '../../../components/time'
import { closingWords } from '../closing-words'

/** How a finding ended. Only one that a later check saw mended is green. */
export function Ended({ finding, now }: { finding: Finding; now: Date }) {
  const { status, tag, sentence } = closingWords(finding.closeReason, finding.subjectKind)
  return (
    <Card as="section">
      <StatusTag status={status}>{tag}</StatusTag>
      <p>{sentence}</p>
      {finding.closedAt ? (
        <p className="text-ink-soft">
          Closed <Time at={finding.closedAt} now={now} as="when" />
        </p>
      ) : null}
    </Card>
  )
}
