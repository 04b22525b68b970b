import type { Face } from '#lib/core/status'
import { useId } from 'react'

export type Share = { status: Exclude<Face, 'not_applicable'>; count: number }

// What has no colour of its own is not known, and hatched.
const fills: Partial<Record<Face, string>> = {
  met: 'fill-met-fill',
  not_met: 'fill-not',
  due_soon: 'fill-soon-fill',
  accepted: 'fill-soon-fill',
}

/** Parts of a whole as a bar. The picture repeats what stands in words beside it; `label` says it all. */
export function Meter({ label, shares }: { label: string; shares: readonly Share[] }) {
  const hatch = useId()
  const total = shares.reduce((sum, { count }) => sum + count, 0)
  const parts = shares
    .filter(({ count }) => count > 0)
    .map((share, index, shown) => ({
      ...share,
      from: shown.slice(0, index).reduce((sum, { count }) => sum + count, 0),
    }))
  return (
    <svg role="img" aria-label={label} width="100%" height="22" className="rounded-[3px]">
      <defs>
        <pattern
          id={hatch}
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <path d="M0 0h3v6H0z" className="fill-unknown-fill" />
          <path d="M3 0h3v6H3z" className="fill-unknown-pale" />
        </pattern>
      </defs>
      {total === 0 ? <rect width="100%" height="22" className="fill-na-bg" /> : null}
      {parts.map(({ status, count, from }) => (
        <rect
          key={status}
          x={percent(from, total)}
          width={percent(count, total)}
          height="22"
          className={fills[status]}
          fill={fills[status] === undefined ? `url(#${hatch})` : undefined}
        />
      ))}
      {parts.slice(1).map(({ status, from }) => (
        <rect key={status} x={percent(from, total)} width="3" height="22" className="fill-chalk" />
      ))}
    </svg>
  )
}

const percent = (count: number, total: number) => `${((100 * count) / total).toFixed(2)}%`
