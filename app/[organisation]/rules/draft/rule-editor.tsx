import { valueWords, type ParameterSpec } from '#lib/core/controls/parameter-spec'
import { parametersOf } from '#lib/core/controls/parameters'
import type { Choices as RuleChoices } from '#lib/core/profiles/document'
import { levelWord, levelWords } from '#lib/core/profiles/rule-words'
import { ruleTitle } from '#lib/core/rules/rule-title'
import {
  fieldName,
  mayBeStated,
  typedFrom,
  type TypedChoice,
} from '#lib/core/profiles/typed-choices'
import { controlIds } from '#lib/core/results'
import { isSaidRule, type ProfileRuleId } from '#lib/core/rules/rule-ids'
import { saidGroups } from '#lib/core/rules/said-groups'
import { groupTitles } from '#lib/core/rules/words'
import { Field } from '../../../components/field'
import { Select } from '../../../components/select'
import { RuleBox } from './rule-box'
import { RuleFold } from './rule-fold'

type Of = {
  choices: RuleChoices
  /** What is asked for above, of which nothing may be taken away; null for a governing body. */
  above: RuleChoices | null
}

/**
 * Every rule with what may be chosen for it, each closed until it is wanted. Those that Zoom never
 * tells are many, and few are asked for: each group of them is closed, too.
 */
export function RuleEditor(of: Of) {
  return (
    <>
      <h3>What Touchline looks at in Zoom</h3>
      <Boxes ids={controlIds} {...of} />
      <h3>What Zoom never tells</h3>
      <p>
        We cannot look at these. Each club states what you ask for, with a name, a day and an end.
      </p>
      <div className="grid gap-1">
        {saidGroups.map(({ group, ids }) => (
          <RuleFold key={group} ids={ids} title={groupTitles[group]} word={wordOf(ids, of.choices)}>
            <Boxes ids={ids} {...of} />
          </RuleFold>
        ))}
      </div>
    </>
  )
}

function wordOf(ids: readonly ProfileRuleId[], choices: RuleChoices): string {
  const asked = ids.filter((id) => choices[id]).length
  return asked === 0 ? `None of ${ids.length} asked for` : `${asked} of ${ids.length} asked for`
}

function Boxes({ ids, choices, above }: Of & { ids: readonly ProfileRuleId[] }) {
  return (
    <div className="grid gap-1">
      {ids.map((control) => (
        <RuleBox
          key={control}
          control={control}
          title={ruleTitle(control)}
          word={levelWord(choices[control]?.level)}
        >
          {above?.[control] ? (
            <p className="text-small text-ink-soft">
              Above you: {levelWord(above[control].level)}. You can ask for more, and not for less.
            </p>
          ) : null}
          <RuleFields control={control} typed={typedFrom(choices[control], control)} />
        </RuleBox>
      ))}
    </div>
  )
}

function RuleFields({ control, typed }: { control: ProfileRuleId; typed: TypedChoice }) {
  const name = (field: string) => fieldName(control, field)
  return (
    <>
      <Select
        name={name('level')}
        label="How strongly"
        options={[
          { value: 'MUST', label: levelWords.MUST },
          { value: 'SHOULD', label: levelWords.SHOULD },
        ]}
        empty={levelWords['']}
        value={typed.level}
      />
      {parametersOf(control).map((spec) => (
        <Parameter
          key={spec.name}
          name={name(`parameters.${spec.name}`)}
          spec={spec}
          value={typed.parameters[spec.name] ?? ''}
        />
      ))}
      <Field
        name={name('countsFrom')}
        label="Counts from"
        hint="Until that day it is advice. Empty: at once."
        type="date"
        width="short"
        value={typed.countsFrom}
        optional
      />
      {isSaidRule(control) ? (
        <SaidFields control={control} typed={typed} />
      ) : (
        <LimitFields control={control} typed={typed} />
      )}
    </>
  )
}

/** Of what Zoom never tells: how long a statement counts. */
function SaidFields({ control, typed }: { control: ProfileRuleId; typed: TypedChoice }) {
  if (!mayBeStated(control)) return <p>Nobody can state this for others. Each person signs it.</p>
  return (
    <Field
      name={fieldName(control, 'statement_days')}
      label="A statement counts for so many days"
      hint="Then the club has to state it again."
      inputMode="numeric"
      width="short"
      value={typed.statement_days}
    />
  )
}

function LimitFields({ control, typed }: { control: ProfileRuleId; typed: TypedChoice }) {
  return (
    <>
      <Field
        name={fieldName(control, 'acceptance_days')}
        label="A risk may be accepted, for at most so many days"
        hint="Empty: it may not be accepted."
        inputMode="numeric"
        width="short"
        value={typed.acceptance_days}
        optional
      />
      <Field
        name={fieldName(control, 'statement_days')}
        label="Where Zoom does not tell, a statement may stand in for so many days"
        hint="Empty: it may not."
        inputMode="numeric"
        width="short"
        value={typed.statement_days}
        optional
      />
    </>
  )
}

function Parameter({ name, spec, value }: { name: string; spec: ParameterSpec; value: string }) {
  if (spec.kind === 'number') {
    return (
      <Field
        name={name}
        label={spec.label}
        hint={`From ${spec.min} to ${valueWords(spec, spec.max)}`}
        inputMode="numeric"
        width="short"
        value={value}
      />
    )
  }
  const options = spec.values.map((each) => ({ value: each.value, label: each.words }))
  return <Select name={name} label={spec.label} options={options} empty="Choose" value={value} />
}
