import type { ReactNode } from 'react'
import { Time, type Saying } from './time'

/** How a statement is known. The kinds are never blended, so each has its own words. */
export type ProofKind = 'checked' | 'verified' | 'signed' | 'stated' | 'scanned'

const sentences: Record<ProofKind, (by: string | undefined) => string> = {
  checked: () => 'Checked in Zoom',
  verified: (by) => (by ? `Verified by ${by}` : 'Verified'),
  signed: (by) => (by ? `Agreed by ${by}` : 'Agreed'),
  stated: (by) => (by ? `${by} stated this` : 'Stated'),
  scanned: () => 'Public pages looked at',
}

/**
 * "Checked in Zoom 6 minutes ago": beside every statement. Without `at` it has never been looked
 * at, and says so. `by` is a name, or "you". `children` follow: the rule, since when, until when.
 */
export function Proof({
  kind = 'checked',
  at,
  now,
  by,
  as = 'relative',
  children,
}: {
  kind?: ProofKind
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
          {sentences[kind](by)} <Time at={at} now={now} as={as} />
        </>
      )}
      {children ? <> · {children}</> : null}
    </p>
  )
}
