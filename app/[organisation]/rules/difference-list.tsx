import type { RuleDifference } from '#lib/core/profiles/rule-words'
import { Changes } from '../../components/changes'

/** What is different, rule by rule, the old struck out beside the new. */
export function DifferenceList({ differences }: { differences: readonly RuleDifference[] }) {
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
