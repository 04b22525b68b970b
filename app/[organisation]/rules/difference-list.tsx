import type { WayDifference } from '#lib/core/profiles/way-words'
import { Changes } from '../../components/changes'

/** What is different, rule by rule, the old struck out beside the new. */
export function DifferenceList({ differences }: { differences: readonly WayDifference[] }) {
  if (differences.length === 0) return <p>Nothing is different.</p>
  return (
    <ul className="grid w-full gap-4">
      {differences.map(({ control, title, changes }) => (
        <li key={control} className="grid gap-2">
          <b>{title}</b>
          <Changes changes={changes} />
        </li>
      ))}
    </ul>
  )
}
