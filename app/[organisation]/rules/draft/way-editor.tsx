import type { Choices as RuleChoices } from '#lib/core/profiles/document'
import { ruleTitle } from '#lib/core/rules/rule-title'
import {
  typedEquivalent,
  typedExempt,
  wayField,
  type TypedEquivalent,
  type TypedExempt,
} from '#lib/core/profiles/typed-ways'
import type { waysOf } from '#lib/core/profiles/way-words'
import { profileRuleIds, saidRuleIds } from '#lib/core/rules/rule-ids'
import { Choices } from '../../../components/choices'
import { Field } from '../../../components/field'
import { Select } from '../../../components/select'
import { WayBox } from './way-box'

type Ways = ReturnType<typeof waysOf>

/**
 * What else counts for a rule, and where rules do not apply: each that there is, and room for one
 * more. Only whoever says all of the rules can add one; those below can leave some out.
 */
export function WayEditor({
  choices,
  ways,
  above,
  notTaken,
}: {
  choices: RuleChoices
  ways: Ways
  above: Ways | null
  notTaken: readonly string[]
}) {
  if (above) return <FewerWays above={above} notTaken={notTaken} />
  return (
    <>
      <h3>What else counts</h3>
      <p>
        Something else may be just as good as what a rule asks for. Name it, and say why: a club can
        then say that it rests on that, and everybody sees it.
      </p>
      <div className="grid gap-1">
        {[...ways.equivalents.map(typedEquivalent), typedEquivalent()].map((typed, index) => (
          <EquivalentBox key={typed.key} {...{ typed, index, choices }} />
        ))}
      </div>
      <h3>Where rules do not apply</h3>
      <p>
        Some sessions need not keep to all of the rules, like those for adults only. A club says
        that it belongs here and why, and a second person agrees. It shows as “does not apply”, and
        never as met.
      </p>
      <div className="grid gap-1">
        {[...ways.exempt.map(typedExempt), typedExempt()].map((typed, index) => (
          <ExemptBox key={typed.key} {...{ typed, index, choices }} />
        ))}
      </div>
    </>
  )
}

/** Of a region or club: what it does not take of those above. */
function FewerWays({ above, notTaken }: { above: Ways; notTaken: readonly string[] }) {
  const choices = [
    ...above.exempt.map(({ key, category, reason }) => ({
      ...{ value: key, label: `Rules that do not apply: ${category}`, hint: reason },
    })),
    ...above.equivalents.map(({ key, what, rule }) => ({
      ...{ value: key, label: `Counts in place of a rule: ${what}`, hint: ruleTitle(rule) },
    })),
  ]
  if (choices.length === 0) return null
  return (
    <>
      <h3>What else counts, and where rules do not apply</h3>
      <Choices
        name="notTaken"
        label="Tick what does not count for you"
        hint="You cannot add any. That would ask for less than those above you."
        several
        choices={choices}
        value={notTaken}
      />
    </>
  )
}

type Box<Typed> = { typed: Typed; index: number; choices: RuleChoices }

function EquivalentBox({ typed, index, choices }: Box<TypedEquivalent>) {
  const name = (field: string) => wayField('equivalents', index, field)
  const asked = saidRuleIds.filter((id) => choices[id] || id === typed.rule)
  return (
    <WayBox
      prefix={name('')}
      title={typed.what || 'Add something that counts'}
      word={typed.key === '' ? '' : 'Counts'}
    >
      <input type="hidden" name={name('key')} value={typed.key} />
      <Field name={name('what')} label="What counts" value={typed.what} lengthMax={200} />
      <Select
        name={name('rule')}
        label="For which rule"
        hint="Only rules that Zoom never tells, and that this draft asks for."
        options={asked.map((id) => ({ value: id, label: `${id}: ${ruleTitle(id)}` }))}
        empty="Choose"
        value={typed.rule}
      />
      <Reasons {...{ name, typed }} why="Why it counts just as much" />
    </WayBox>
  )
}

function ExemptBox({ typed, index, choices }: Box<TypedExempt>) {
  const name = (field: string) => wayField('exempt', index, field)
  const asked = profileRuleIds.filter((id) => choices[id] || typed.rules.includes(id))
  return (
    <WayBox
      prefix={name('')}
      title={typed.category || 'Add where rules do not apply'}
      word={typed.key === '' ? '' : `${typed.rules.length} do not apply`}
    >
      <input type="hidden" name={name('key')} value={typed.key} />
      <Field
        name={name('category')}
        label="What sort of session or club"
        hint="For example: sessions for adults only."
        value={typed.category}
        lengthMax={200}
      />
      <Choices
        name={name('rules')}
        label="Which rules do not apply there"
        several
        choices={asked.map((id) => ({ value: id, label: ruleTitle(id) }))}
        value={typed.rules}
      />
      <Field
        name={name('lasts_days')}
        label="A club’s word counts for so many days"
        hint="Then the club has to say it again."
        inputMode="numeric"
        width="short"
        value={typed.lasts_days}
      />
      <Reasons {...{ name, typed }} why="Why they need not apply" />
    </WayBox>
  )
}

/** Why, by whom, and the way to take it out again. */
function Reasons({
  name,
  typed: { key, reason, name: by },
  why,
}: {
  name: (field: string) => string
  typed: TypedEquivalent | TypedExempt
  why: string
}) {
  return (
    <>
      <Field name={name('reason')} label={why} value={reason} lines={2} lengthMax={500} />
      <Field
        name={name('name')}
        label="Who decided it"
        hint="A person or a board, by name."
        value={by}
        lengthMax={200}
      />
      {key === '' ? null : (
        <Choices
          name={name('takeOut')}
          label="Take it out?"
          several
          choices={[{ value: 'yes', label: 'Yes, take this out of the rules' }]}
        />
      )}
    </>
  )
}
