import type { Effective } from '#lib/core/profiles/effective'
import { ruleParts } from '#lib/core/profiles/rule-sources'
import { levelWord, ruleFacts } from '#lib/core/profiles/rule-words'
import { ruleTitle } from '#lib/core/rules/rule-title'
import { controlIds } from '#lib/core/results'
import { profileRuleIds, saidRuleIds, type ProfileRuleId } from '#lib/core/rules/rule-ids'
import { formatDate } from '#lib/core/dates'
import { midSentence } from '#lib/core/wording'
import { Disclosure } from '../../components/disclosure'
import { Row, Rows } from '../../components/rows'

/** What is asked for, rule by rule: how strongly, with what is set for it, and by whom. */
export function EffectiveRules({ effective, now }: { effective: Effective; now: Date }) {
  const { controls } = effective.profile
  const isAsked = (id: ProfileRuleId) => controls[id] !== undefined
  const said = saidRuleIds.filter(isAsked)
  const other = profileRuleIds.filter((id) => !isAsked(id))
  return (
    <section className="grid gap-3">
      <h2>What is asked for</h2>
      {effective.layers.some(({ isBase }) => !isBase) ? (
        <p>
          Where no name stands, {bodyOf(effective) ? `${bodyOf(effective)} asks` : 'Touchline asks'}{' '}
          for it.
        </p>
      ) : null}
      <Asked ids={controlIds.filter(isAsked)} effective={effective} now={now} />
      {said.length === 0 ? null : (
        <>
          <h3>Zoom never tells these, so the club states them</h3>
          <Asked ids={said} effective={effective} now={now} />
        </>
      )}
      {other.length === 0 ? null : (
        <Disclosure summary={`What is not asked for (${other.length})`}>
          <Rows>
            {other.map((id) => (
              <Row key={id} title={ruleTitle(id)} />
            ))}
          </Rows>
        </Disclosure>
      )}
    </section>
  )
}

/** The governing body that says all of them; null where they come with us. */
function bodyOf({ layers: [first] }: Effective): string | null {
  return first?.isBase ? first.source.name : null
}

function Asked({
  ids,
  effective,
  now,
}: {
  ids: readonly ProfileRuleId[]
  effective: Effective
  now: Date
}) {
  return (
    <Rows>
      {ids.map((id) => (
        <Row key={id} title={ruleTitle(id)} detail={detailOf(effective, id, now)}>
          {levelWord(effective.profile.controls[id]?.level)}
        </Row>
      ))}
    </Rows>
  )
}

/** What differs from what goes without saying, and whose it is. */
function detailOf(effective: Effective, control: ProfileRuleId, now: Date): string {
  const choice = effective.profile.controls[control]
  const counts = choice?.countsFrom !== undefined && new Date(choice.countsFrom) > now
  const facts = ruleFacts(control, choice).filter(
    ({ name, value }) =>
      name !== 'How strongly' && value !== 'No' && (name !== 'Counts from' || counts),
  )
  // What is wholly the body's, or comes with us, the page has said of all of them.
  const parts = ruleParts(effective, control)
  const whose = parts.map(
    ({ name, version, since }) => `${name}, version ${version}, since ${formatDate(since)}`,
  )
  return [
    ...facts.map(({ name, value }) => `${name}: ${midSentence(value)}.`),
    ...(parts.some(({ name }) => name !== bodyOf(effective))
      ? [`By ${whose.join('; and ')}.`]
      : []),
  ].join(' ')
}
