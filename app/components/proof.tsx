import type { ReactNode } from 'react'
import type { ProofKind } from '#lib/core/proof/proof-kinds'
import type { StatedProof } from '#lib/core/result-rows'
import { proofSentences } from '#lib/core/proof/words'
import { Time, type Saying } from './time'

/**
 * "Checked in Zoom 6 minutes ago": beside every statement. Without `at` it has never been looked
 * at, and says so. `by` is a name, or "you". `children` follow: the rule, since when, until when.
 */
export function Proof({
  kind = 'checked',
  said,
  at,
  now,
  by,
  as = 'relative',
  children,
}: {
  kind?: ProofKind
  /** In place of the kind's own words, where nobody says how it is known. */
  said?: string
  at: Date | null
  now: Date
  by?: string
  as?: Saying
  children?: ReactNode
}) {
  return (
    <p className="text-[0.98rem] text-ink-soft">
      {at === null ? (
        'Not looked at yet'
      ) : (
        <>
          {said ?? proofSentences[kind](by)} {as === 'date' || as === 'date_time' ? 'on ' : ''}
          <Time at={at} now={now} as={as} />
        </>
      )}
      {children ? <> · {children}</> : null}
    </p>
  )
}

/** Whose word stands in for what Zoom never tells, until when, and who else has looked. */
export function Stated({
  stated: { by, at, until, verified },
  control,
  now,
}: {
  stated: StatedProof
  control: string
  now: Date
}) {
  return (
    <Proof kind="stated" by={by} at={at} now={now} as="date">
      it lapses on <Time at={until} now={now} as="date" /> ·{' '}
      {verified ? (
        <>
          verified by {verified.by} on <Time at={verified.at} now={now} as="date" />
        </>
      ) : (
        'not verified by a second person'
      )}{' '}
      · rule {control}
    </Proof>
  )
}
