import * as paths from '#lib/core/paths'
import { isToState, type AskedState } from '#lib/core/proof/asked-state'
import { ruleTitle } from '#lib/core/rules/rule-title'
import type { Face } from '#lib/core/status'
import type { ClubAsked } from '#lib/statements/asked-of-club'
import { Row, Rows } from '../../components/rows'
import { StatusTag } from '../../components/status-tag'
import { Time } from '../../components/time'
import { AdviceTag } from '../advice-tag'

const tags: Readonly<Record<AskedState, { face: Face; word: string }>> = {
  not_stated: { face: 'not_checked', word: 'Not stated yet' },
  stated: { face: 'stated', word: 'Stated' },
  verified: { face: 'stated', word: 'Verified' },
  lapsed: { face: 'out_of_date', word: 'Lapsed' },
  not_taken: { face: 'out_of_date', word: 'Counts no more' },
  not_applicable: { face: 'not_applicable', word: 'Does not apply' },
  signed: { face: 'met', word: 'Signed' },
  partly_signed: { face: 'due_soon', word: 'Not all agreed yet' },
}

/** The rules that no Zoom ever tells, and that the club is asked to state: how each stands. */
export function AskedOfClub({
  slug,
  clubId,
  asked,
  now,
}: {
  slug: string
  clubId: string
  asked: readonly ClubAsked[]
  now: Date
}) {
  const open = asked.filter(({ state }) => isToState(state)).length
  return (
    <section className="grid gap-3">
      <h2>What your rules ask the club to state</h2>
      {asked.length === 0 ? (
        <p>Nothing yet. Your governing body’s rules ask for no statement of the whole club.</p>
      ) : (
        <>
          <p>
            {open === 0 ? 'All of it is stated.' : `Still to state: ${open} of ${asked.length}.`}
            {asked.some(({ countsFrom: day }) => isToCome(day, now))
              ? ' What has a day is advice until then.'
              : ''}
          </p>
          <Rows>
            {asked.map((each) => (
              <AskedRow key={each.rule} {...{ slug, clubId, each, now }} />
            ))}
          </Rows>
        </>
      )}
    </section>
  )
}

function AskedRow({
  slug,
  clubId,
  each,
  now,
}: {
  slug: string
  clubId: string
  each: ClubAsked
  now: Date
}) {
  const { rule, level, state, policy, countsFrom } = each
  return (
    <Row
      title={ruleTitle(rule)}
      detail={
        <>
          <Whose each={each} now={now} />
          <CountsFrom day={countsFrom} now={now} />
        </>
      }
      href={
        policy
          ? paths.policy(slug, policy.policyId)
          : paths.statementNew(slug, { rule, subjectKind: 'club', subjectId: clubId })
      }
      roomy
    >
      {level === 'SHOULD' ? <AdviceTag /> : null}
      <StatusTag status={tags[state].face}>{tags[state].word}</StatusTag>
    </Row>
  )
}

const isToCome = (day: string | undefined, now: Date): day is string =>
  day !== undefined && new Date(day) > now

/** From which day a rule counts that was announced; nothing once it does. */
function CountsFrom({ day, now }: { day: string | undefined; now: Date }) {
  if (!isToCome(day, now)) return null
  return (
    <>
      {' Counts from '}
      <Time at={new Date(day)} now={now} as="date" />.
    </>
  )
}

/** Whose word it is, and until when; nothing where nobody has given theirs. */
function Whose({ each, now }: { each: ClubAsked; now: Date }) {
  const { state, by, verifiedBy, until, restsOn, exempt, policy } = each
  if (exempt !== null) return <>{exempt}</>
  if (policy) return <ByPolicy policy={policy} by={by} now={now} />
  if (by === null || until === null) return null
  if (state === 'lapsed') {
    return (
      <>
        {by} stated this. It lapsed on <Time at={until} now={now} as="date" />.
      </>
    )
  }
  if (state === 'not_taken') {
    return (
      <>
        {by} stated this by: {restsOn}. The rules do not take that in its place any more.
      </>
    )
  }
  return (
    <>
      {by} stated this{restsOn === null ? '' : `, by what the rules take for it: ${restsOn}`}. It
      counts until <Time at={until} now={now} as="date" />.
      {verifiedBy === null ? '' : ` Verified by ${verifiedBy}.`}
    </>
  )
}

/** The club's word is its policy; how many of its people have agreed to it stands beside. */
function ByPolicy({
  policy: { title, since, agreed },
  by,
  now,
}: {
  policy: NonNullable<ClubAsked['policy']>
  by: string | null
  now: Date
}) {
  return (
    <>
      {`By the policy “${title}”, in force since `}
      <Time at={since} now={now} as="date" />
      {by === null ? '.' : by === 'You' ? ', in your name.' : `, in the name of ${by}.`}
      {agreed === null ? '' : ` Agreed: ${agreed.people} of ${agreed.of}.`}
    </>
  )
}
