import { counted } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import type { SignOffsAtHome } from '#lib/sign-offs/sign-offs-at-home'
import { ButtonLink } from '../../components/button'
import { Card, CardFoot } from '../../components/card'
import { StatusTag } from '../../components/status-tag'

type Props = { slug: string; signOffs: SignOffsAtHome }

/** How many cards of a club's first page are about sign-offs. */
export const signOffThings = ({ overdue, declined, questions }: SignOffsAtHome): number =>
  (overdue > 0 ? 1 : 0) + (declined + questions > 0 ? 1 : 0)

/** Answers that are overdue, and people who wait for an officer's word. */
export function SignOffsToChase({ slug, signOffs: { overdue, declined, questions } }: Props) {
  return (
    <>
      {declined + questions > 0 ? (
        <Card as="section">
          <StatusTag status="due_soon">To talk to</StatusTag>
          <h2 className="text-[1.15rem]">
            {counted(declined + questions, 'person wants', 'people want')} a word about a policy
          </h2>
          <p>They asked something, or do not agree. Please ring them.</p>
          <CardFoot>
            <ButtonLink
              look="plain"
              href={paths.signOffs(slug, { show: questions > 0 ? 'asked_about' : 'declined' })}
            >
              See who
            </ButtonLink>
          </CardFoot>
        </Card>
      ) : null}
      {overdue > 0 ? (
        <Card as="section">
          <StatusTag status="out_of_date">Overdue</StatusTag>
          <h2 className="text-[1.15rem]">{counted(overdue, 'answer is', 'answers are')} overdue</h2>
          <p>People were asked to read and agree. One press reminds all of them.</p>
          <CardFoot>
            <ButtonLink look="plain" href={paths.signOffs(slug, { show: 'overdue' })}>
              See who, and remind them
            </ButtonLink>
          </CardFoot>
        </Card>
      ) : null}
    </>
  )
}

/** The way to all of them. */
export function AllSignOffs({ slug, signOffs: { asked } }: Props) {
  return (
    <Card as="section">
      <h2 className="text-[1.15rem]">Sign-offs</h2>
      <p>
        {asked === 0
          ? 'Nobody is asked to read and agree to anything yet.'
          : `${counted(asked, 'answer')} asked for in all.`}
      </p>
      <a href={paths.signOffs(slug)} className="inline-block py-3">
        See who has agreed
      </a>
    </Card>
  )
}
