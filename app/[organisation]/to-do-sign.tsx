import * as paths from '#lib/core/paths'
import { signOffFaces } from '#lib/core/sign-offs/words'
import type { ToSignAt } from '#lib/core/to-do'
import { ButtonLink } from '../components/button'
import { Card, CardFoot } from '../components/card'
import { StatusTag } from '../components/status-tag'
import { Time } from '../components/time'

/** So many in a row are enough for one sitting; the rest follow as these are answered. */
const shown_max = 6

/** What clubs ask one to read and agree to, or to practise: a card each. */
export function SignCards({ things, now }: { things: readonly ToSignAt[]; now: Date }) {
  return things
    .slice(0, shown_max)
    .map((each) => <SignCard key={each.requestId} thing={each} now={now} />)
}

function SignCard({
  thing: { requestId, kind, title, state, dueAt, slug, club },
  now,
}: {
  thing: ToSignAt
  now: Date
}) {
  const isLate = state === 'overdue'
  return (
    <Card>
      <StatusTag status={signOffFaces[isLate ? 'overdue' : 'sent'].face}>
        {isLate ? signOffFaces.overdue.word : 'To read'}
      </StatusTag>
      <h2 className="wrap-anywhere">
        {kind === 'drill' ? `Do and sign: ${title}` : `Read and agree: ${title}`}
      </h2>
      <p>
        {club} asks for it. {isLate ? 'It was due by ' : 'It is due by '}
        <Time at={dueAt} now={now} as="date" />. The short version comes first.
      </p>
      <CardFoot>
        <ButtonLink href={paths.signOff(slug, requestId)}>
          {kind === 'drill' ? 'See the four things' : 'Read it'}
        </ButtonLink>
      </CardFoot>
    </Card>
  )
}
