import { counted } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import type { SeenImport } from '#lib/imports/get-import'
import { ButtonLink } from '../../components/button'
import { Card, CardFoot } from '../../components/card'
import { Disclosure } from '../../components/disclosure'
import { Fact, Facts } from '../../components/facts'

/** What became of each row of a file, and what comes next. */
export function ReadIn({ slug, file }: { slug: string; file: SeenImport }) {
  const { added, changed, same, leftOut, leftOutCount } = file
  return (
    <Card as="section">
      <Facts>
        <Fact name="New on your list">{added.toLocaleString('en-GB')}</Fact>
        <Fact name="Changed">{changed.toLocaleString('en-GB')}</Fact>
        <Fact name="No change">{same.toLocaleString('en-GB')}</Fact>
        <Fact name="Left out">{leftOutCount.toLocaleString('en-GB')}</Fact>
      </Facts>
      {leftOutCount === 0 ? null : (
        <Disclosure
          summary={`Why ${counted(leftOutCount, 'row')} ${leftOutCount === 1 ? 'was' : 'were'} left out`}
        >
          <ul className="grid gap-1">
            {leftOut.map(({ number, why }) => (
              <li key={number}>
                Row {number}: {why}
              </li>
            ))}
          </ul>
          {leftOutCount > leftOut.length ? <p>The others are not listed.</p> : null}
        </Disclosure>
      )}
      <p>What the file held is erased here. Next, ask people to join.</p>
      <CardFoot>
        <ButtonLink href={paths.invitations(slug)}>Invite them</ButtonLink>
        <a href={paths.coaches(slug)}>See the list</a>
      </CardFoot>
    </Card>
  )
}
