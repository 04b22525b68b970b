// One picture made of many pieces; an image file could not take its colours from the theme.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import type { Status } from './status-tag'

type Shown = Exclude<Status, 'not_applicable'>

const unknown = 'hatch-strong'
const faces: Record<Shown, string> = {
  met: 'bg-[#bfdccb]',
  not_met: 'bg-not',
  due_soon: 'bg-soon-fill',
  could_not_check: unknown,
  out_of_date: unknown,
  not_checked: unknown,
}

/** One square a club or coach, at a glance. The same must stand in words and in a table beside it. */
export function Squares({ label, statuses }: { label: string; statuses: readonly Shown[] }) {
  return (
    <div
      role="img"
      aria-label={label}
      className="grid w-full grid-cols-[repeat(auto-fill,minmax(13px,1fr))] gap-[3px]"
    >
      {statuses.map((status, index) => (
        // Squares have no names of their own, and are drawn anew each time.
        // oxlint-disable-next-line react/no-array-index-key
        <i key={index} className={`aspect-square rounded-[2.5px] ${faces[status]}`} />
      ))}
    </div>
  )
}
