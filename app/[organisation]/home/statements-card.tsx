import { counted } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import type { StatementsAtHome } from '#lib/statements/statements-at-home'
import { ButtonLink } from '../../components/button'
import { Card } from '../../components/card'
import { StatusTag } from '../../components/status-tag'

type Props = { slug: string; statements: StatementsAtHome }

/** How many things these are that need an officer: what is advice until a day waits. */
export const statementThings = ({ must, toDecide }: StatementsAtHome): number =>
  Math.min(1, must) + Math.min(1, toDecide)

/** What must be stated for the club, and whether rules do not apply: both wait for an officer. */
export function StatementsToMake({ slug, statements: { must, toDecide } }: Props) {
  return (
    <>
      {toDecide === 0 ? null : (
        <Card as="section">
          <StatusTag status="due_soon">To decide</StatusTag>
          <h2 className="text-[1.15rem]">Somebody says that some rules do not apply. Is it so?</h2>
          <ButtonLink href={paths.exemptions(slug)} look="plain">
            Look at it
          </ButtonLink>
        </Card>
      )}
      {must === 0 ? null : (
        <Card as="section">
          <StatusTag status="not_checked">Not stated yet</StatusTag>
          <h2 className="text-[1.15rem]">
            {must === 1 ? '1 rule' : `${must} rules`} for your club to state
          </h2>
          <p>Zoom never tells these. Somebody who knows has to say that they are so.</p>
          <ButtonLink href={paths.statements(slug)} look="plain">
            State them
          </ButtonLink>
        </Card>
      )}
    </>
  )
}

/** What is better stated already: it is advice until its day. */
export function StatementsAdvised({ slug, statements: { advice } }: Props) {
  if (advice === 0) return null
  return (
    <Card as="section">
      <h2 className="text-[1.15rem]">{counted(advice, 'rule')} to state when you have time</h2>
      <p>
        Zoom never tells these, so somebody of your club says that they are so. They are advice for
        now, and your rules say from which day they count.
      </p>
      <a href={paths.statements(slug)} className="inline-block py-3">
        See what to state
      </a>
    </Card>
  )
}
