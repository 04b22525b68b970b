import { counted } from '#lib/core/dates'
import type { Cause } from '#lib/core/group-findings'
import * as paths from '#lib/core/paths'
import type { CausedFinding } from '#lib/findings/with-accounts'
import { Card } from '../../../components/card'
import { findingPlace } from '../../finding-place'

/** Where else the same thing is: one thing to do, and everything that it is in. */
export function SameCause({
  slug,
  findingId,
  causes,
}: {
  slug: string
  findingId: string
  causes: readonly Cause<CausedFinding>[]
}) {
  const here = causes
    .map(({ first, others }) => [first, ...others])
    .find((all) => all.some((each) => each.findingId === findingId))
  const others = here?.filter((each) => each.findingId !== findingId) ?? []
  if (others.length === 0) return null
  return (
    <Card as="section">
      <h2>The same in {counted(others.length, 'more place')}</h2>
      <p>
        {here?.every(({ session }) => session !== null)
          ? 'It is one thing to do, in each of these sessions.'
          : 'It is one thing to do: mend it in the account first, then in each session.'}
      </p>
      <ul className="grid w-full gap-1">
        {others.map((each) => (
          <li key={each.findingId}>
            <a href={paths.finding(slug, each.findingId)} className="inline-block py-1.5">
              {findingPlace(each)}
            </a>
          </li>
        ))}
      </ul>
    </Card>
  )
}
