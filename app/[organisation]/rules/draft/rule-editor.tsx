import { valueWords, type ParameterSpec } from '#lib/core/controls/parameter-spec'
import { parametersOf } from '#lib/core/controls/parameters'
import type { Choices as RuleChoices } from '#lib/core/profiles/document'
import { levelWord, levelWords, ruleTitle } from '#lib/core/profiles/rule-words'
import { fieldName, typedFrom, type TypedChoice } from '#lib/core/profiles/typed-choices'
import { controlIds, type ControlId } from '#lib/core/results'
import { Field } from '../../../components/field'
import { Select } from '../../../components/select'
import { RuleBox } from './rule-box'

/** Every rule with what may be chosen for it, each closed until it is wanted. */
export function RuleEditor({
  choices,
  above,
}: {
  choices: RuleChoices
  /** What is asked for above, of which nothing may be taken away; null for a governing body. */
  above: RuleChoices | null
}) {
  return (
    <div className="grid gap-1">
      {controlIds.map((control) => (
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

function RuleFields({ control, typed }: { control: ControlId; typed: TypedChoice }) {
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
      <Field
        name={name('acceptance_days')}
        label="A risk may be accepted, for at most so many days"
        hint="Empty: it may not be accepted."
        inputMode="numeric"
        width="short"
        value={typed.acceptance_days}
        optional
      />
      <Field
        name={name('statement_days')}
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
