import { Notice } from '../components/notice'
import { Time } from '../components/time'

/** Says that the last check of an account did not get all of it; nothing where it did. */
export function IncompleteCheck({
  lastAskedAt,
  lastCompleteAt,
  now,
}: {
  lastAskedAt: Date | null
  lastCompleteAt: Date | null
  now: Date
}) {
  if (!lastAskedAt || lastAskedAt.getTime() === lastCompleteAt?.getTime()) return null
  return (
    <Notice tone="unknown" title="The last check could not read everything">
      <p>
        It was <Time at={lastAskedAt} now={now} as="relative" />. What it could not read is not
        known to be safe.
      </p>
    </Notice>
  )
}
