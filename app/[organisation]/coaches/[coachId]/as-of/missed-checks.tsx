import type { MissedCheck } from '#lib/as-of/missed-checks'
import { counted } from '#lib/core/dates'
import { Notice } from '../../../../components/notice'
import { Time } from '../../../../components/time'

const shown_max = 7

/** Which checks were due and did not happen: as plain as those that did. */
export function MissedChecks({ missed, at }: { missed: readonly MissedCheck[]; at: Date }) {
  if (missed.length === 0) return null
  return (
    <Notice tone="unknown" title={`${counted(missed.length, 'check')} did not happen`}>
      <p>They were due in the 30 days before, and we did not look in Zoom:</p>
      <ul className="grid gap-1">
        {missed.slice(0, shown_max).map(({ connectionId, dueAt }) => (
          <li key={`${connectionId} ${dueAt.toISOString()}`}>
            <Time at={dueAt} now={at} as="date_time" />
          </li>
        ))}
        {missed.length > shown_max ? <li>and {missed.length - shown_max} more before</li> : null}
      </ul>
    </Notice>
  )
}
