import { counted } from '#lib/core/dates'
import * as rightsPaths from '#lib/core/rights-paths'
import type { ErasuresAtHome } from '#lib/rights/erasures-at-home'
import { ButtonLink } from '../../components/button'
import { Card, CardFoot } from '../../components/card'
import { StatusTag } from '../../components/status-tag'
import { Time } from '../../components/time'

type Props = { slug: string; erasures: ErasuresAtHome; now: Date }

/** How many cards of a club's first page are about people who are to be erased. */
export const erasureThings = ({ waiting }: ErasuresAtHome): number => (waiting > 0 ? 1 : 0)

/** Requests to be erased that are to be answered, by a day that the law sets. */
export function ErasuresToAnswer({ slug, erasures: { waiting, answerBy }, now }: Props) {
  if (waiting === 0) return null
  const isLate = answerBy !== null && answerBy < now
  return (
    <Card as="section">
      {isLate ? (
        <StatusTag status="out_of_date">Overdue</StatusTag>
      ) : (
        <StatusTag status="due_soon" />
      )}
      <h2 className="text-[1.15rem]">
        {counted(waiting, 'person wants', 'people want')} to be erased
      </h2>
      {answerBy ? (
        <p>
          {isLate ? 'The club should have answered by ' : 'By law the club has to answer by '}
          <Time at={answerBy} now={now} as="date" />.
        </p>
      ) : null}
      <CardFoot>
        <ButtonLink look="plain" href={rightsPaths.kept(slug)}>
          See who, and answer
        </ButtonLink>
      </CardFoot>
    </Card>
  )
}

/** The way to what is kept, with who is erased soon. */
export function WhatIsKept({ slug, erasures: { soon } }: Omit<Props, 'now'>) {
  return (
    <p>
      <a href={rightsPaths.kept(slug)} className="inline-block py-3">
        {soon > 0
          ? `${counted(soon, 'person', 'people')} will be erased in the next two weeks`
          : 'What we keep, and until when'}
      </a>
    </p>
  )
}
