import * as paths from '#lib/core/paths'
import { notVerifiableWords } from '#lib/core/proof/words'
import type { Face } from '#lib/core/status'
import type { ListedExemption } from '#lib/exemptions/list-exemptions'
import { ButtonLink } from '../../components/button'
import { Card, CardFoot } from '../../components/card'
import { StatusTag } from '../../components/status-tag'
import { Time } from '../../components/time'

const tags: Readonly<Record<ListedExemption['state'], { face: Face; word: string }>> = {
  waiting: { face: 'due_soon', word: 'Waits for a second person' },
  in_force: { face: 'not_applicable', word: 'Rules do not apply' },
  refused: { face: 'not_applicable', word: 'Not agreed to' },
  withdrawn: { face: 'not_applicable', word: 'Taken back' },
  lapsed: { face: 'not_applicable', word: 'Lapsed' },
}

/** What somebody of the club said: of what, why, who agreed, and until when. */
export function ExemptionCard({
  slug,
  said,
  officer,
  now,
}: {
  slug: string
  said: ListedExemption
  officer: boolean
  now: Date
}) {
  const { state, category, reason, by, at, until, confirmed, endedAt, isNamed, above } = said
  const { face, word } = tags[state]
  const isLive = state === 'waiting' || state === 'in_force'
  return (
    <Card>
      <StatusTag status={face}>{word}</StatusTag>
      <h3>{category}</h3>
      <p>{aboutWhat(said)}</p>
      <blockquote className="border-l-4 border-line-strong pl-4">{reason}</blockquote>
      <p className="text-ink-soft">
        {by} said this on <Time at={at} now={now} as="date" />
        {confirmed ? (
          <>
            {' '}
            · {confirmed.by} agreed on <Time at={confirmed.at} now={now} as="date" />
          </>
        ) : null}
        {' · '}
        {isLive ? 'it lapses on ' : 'it ended on '}
        <Time at={endedAt ?? until} now={now} as="date" />
      </p>
      {state === 'waiting' && above ? (
        <p>Nobody else at your club can agree, so {above} decides. All rules hold until then.</p>
      ) : null}
      {isLive && !said.isClub ? <p className="text-ink-soft">{accountGoesOn}</p> : null}
      {isLive && !isNamed ? <p>Your rules do not name this any more. So all rules apply.</p> : null}
      {isLive && officer ? <Actions slug={slug} said={said} /> : null}
    </Card>
  )
}

/** What it is about, with whose it is. */
export const aboutWhat = ({ isClub, topic, coachName }: ListedExemption): string =>
  isClub
    ? 'The club as a whole'
    : `${topic ? `“${topic}”` : 'A session'}${coachName ? ` of ${coachName}` : ''}`

/** What a session's host has set for all of their sessions is judged whatever is said of this one. */
export const accountGoesOn =
  'What is set for the host’s whole Zoom account is checked as before, because other sessions follow it.'

function Actions({
  slug,
  said: { exemptionId, notConfirmable },
}: {
  slug: string
  said: ListedExemption
}) {
  return (
    <>
      {notConfirmable ? <p>{notVerifiableWords[notConfirmable]}</p> : null}
      <CardFoot>
        {notConfirmable === null ? (
          <ButtonLink href={paths.exemptionDecide(slug, exemptionId)}>Say yes or no</ButtonLink>
        ) : null}
        <a href={paths.exemptionWithdraw(slug, exemptionId)}>Take it back</a>
      </CardFoot>
    </>
  )
}
