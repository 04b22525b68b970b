// One picture made of many pieces; an image file could not take its colours from the theme.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { useId } from 'react'
import { counted } from '#lib/core/dates'
import { clubGroups, clubTotal, type ClubCounts, type ClubGroup } from '#lib/core/clubs-headline'
import { Meter } from '../../components/meter'
import { groupFaces } from './club-groups'

/** Fewer say nothing as a picture; of more, none could be told from its neighbour. */
const squares_min = 24
const squares_max = 5000

/** How all clubs stand, as a picture: a square each, or a bar where squares would not help. */
export function ClubSquares({
  counts,
  groups,
}: {
  counts: ClubCounts
  groups: readonly ClubGroup[]
}) {
  const shown = clubGroups.filter((group) => counts[group] > 0)
  if (groups.length < squares_min || groups.length > squares_max) {
    return (
      <Meter
        label={`${counted(clubTotal(counts), 'club')}, as said beside this`}
        shares={shown.map((group) => ({ status: groupFaces[group].face, count: counts[group] }))}
      />
    )
  }
  return (
    <>
      <Squares groups={groups} shown={shown} />
      <p className="text-small text-ink-soft">
        Each square is a club, in the order in which they joined. The list below has the names.
      </p>
    </>
  )
}

const fills: Readonly<Record<ClubGroup, string | undefined>> = {
  falls_short: 'fill-not',
  could_not_check: undefined,
  out_of_date: undefined,
  not_known: undefined,
  risk_accepted: 'fill-soon-fill',
  up_to_date: 'fill-[#bfdccb]',
}

/** One path a group, not one element a club: a fiftieth of the bytes. */
function Squares({ groups, shown }: { groups: readonly ClubGroup[]; shown: readonly ClubGroup[] }) {
  const hatch = useId()
  const columns = Math.max(12, Math.ceil(Math.sqrt(groups.length * 1.9)))
  const rows = Math.ceil(groups.length / columns)
  const pathOf = (group: ClubGroup) =>
    groups
      .flatMap((each, index) =>
        each === group ? [`M${index % columns} ${Math.floor(index / columns)}`] : [],
      )
      .map((from) => `${from}h.8v.8h-.8z`)
      .join('')
  return (
    <svg
      role="img"
      aria-label={`${counted(groups.length, 'club')}, a square each, as said beside this`}
      viewBox={`0 0 ${columns - 0.2} ${rows - 0.2}`}
      width="100%"
    >
      <defs>
        <pattern
          id={hatch}
          width=".3"
          height=".3"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <path d="M0 0h.15v.3H0z" className="fill-unknown-fill" />
          <path d="M.15 0h.15v.3h-.15z" className="fill-unknown-pale" />
        </pattern>
      </defs>
      {shown.map((group) => (
        <path
          key={group}
          d={pathOf(group)}
          className={fills[group]}
          fill={fills[group] === undefined ? `url(#${hatch})` : undefined}
        />
      ))}
    </svg>
  )
}
