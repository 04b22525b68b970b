import * as paths from '#lib/core/paths'
import { notVerifiableWords } from '#lib/core/proof/words'
import { ruleTitle } from '#lib/core/rules/rule-title'
import type { ListedStatement } from '#lib/statements/list-statements'
import { ButtonLink } from '../../components/button'
import { Card, CardFoot } from '../../components/card'
import { Stated } from '../../components/proof'
import { StatusTag } from '../../components/status-tag'
import { Time } from '../../components/time'

const endings: Readonly<Record<ListedStatement['state'], string>> = {
  in_force: 'In force',
  withdrawn: 'Taken back',
  replaced: 'Stated again',
  lapsed: 'Lapsed',
}

/** One statement in its own words: whose it is, until when, and who is the second person. */
export function StatementCard({
  slug,
  statement,
  now,
}: {
  slug: string
  statement: ListedStatement
  now: Date
}) {
  const { rule, words, state, endedAt, by, at, until, verified } = statement
  const stands = state === 'in_force'
  return (
    <Card>
      <StatusTag status={stands ? 'stated' : 'not_applicable'}>
        {stands ? 'Stated' : endings[state]}
      </StatusTag>
      <h3>{ruleTitle(rule)}</h3>
      <p>{aboutWhat(statement)}</p>
      <blockquote className="border-l-4 border-line-strong pl-4">{words}</blockquote>
      {statement.restsOn === null ? null : (
        <p>
          <b>Rests on something else that the rules take:</b> {statement.restsOn}
        </p>
      )}
      <Stated stated={{ by, at, until, verified }} control={rule} now={now} />
      {stands ? (
        <Actions slug={slug} statement={statement} />
      ) : (
        <p>{endedAt ? <Ended state={state} at={endedAt} now={now} /> : null}</p>
      )}
    </Card>
  )
}

const Ended = ({ state, at, now }: { state: ListedStatement['state']; at: Date; now: Date }) => (
  <>
    {endings[state]} on <Time at={at} now={now} as="date" />. It counts no more.
  </>
)

/** What a statement is about, with whose it is. */
export function aboutWhat({ coachName, about, subject }: ListedStatement): string {
  const of = coachName ? ` of ${coachName}` : ''
  const places = {
    club: 'The club as a whole',
    coach: coachName ?? 'A coach',
    user: `The Zoom account${of}`,
    meeting: about ? `“${about}”${of}` : `A session${of}`,
    account: 'The club’s own Zoom account',
    group: `The group ${about ?? ''} in the club’s own Zoom account`,
  }
  return places[subject.subjectKind]
}

/** To be the second person, where the reader may; why not, where they may not. */
function Actions({ slug, statement }: { slug: string; statement: ListedStatement }) {
  const { statementId, verified, notVerifiable } = statement
  const open = notVerifiable !== undefined && verified === null
  return (
    <>
      {open && notVerifiable !== null ? <p>{notVerifiableWords[notVerifiable]}</p> : null}
      <CardFoot>
        {open && notVerifiable === null ? (
          <ButtonLink href={paths.statementVerify(slug, statementId)} look="plain">
            Verify this
          </ButtonLink>
        ) : null}
        <a href={paths.statementWithdraw(slug, statementId)}>Take it back</a>
      </CardFoot>
    </>
  )
}
