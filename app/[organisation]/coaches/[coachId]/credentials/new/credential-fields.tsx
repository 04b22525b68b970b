import {
  checkLevels,
  checkSchemes,
  nameReasons,
  type CredentialKind,
} from '#lib/core/register/credential'
import { levelWords, nameReasonWords, schemeWords } from '#lib/core/register/words'
import { Choices } from '../../../../../components/choices'
import { Disclosure } from '../../../../../components/disclosure'
import { Field } from '../../../../../components/field'
import { Select } from '../../../../../components/select'

/** What is asked of one kind, and nothing that it does not have. */
export function CredentialFields({ kind }: { kind: CredentialKind }) {
  const isCheck = kind === 'record_check'
  const isDeclared = kind === 'self_declaration'
  const online = kind === 'coaching_licence' || kind === 'insurance'
  return (
    <>
      <DayFields isDeclared={isDeclared} />
      {isCheck ? <CheckFields /> : null}
      {isCheck || isDeclared ? null : <CourseFields />}
      {online ? (
        <Choices
          name="coversOnline"
          label="Does it cover coaching online?"
          choices={[
            { value: 'yes', label: 'Yes' },
            { value: 'no', label: 'No' },
            { value: 'not_known', label: 'I do not know' },
          ]}
        />
      ) : null}
      {isDeclared ? null : (
        <>
          <Field
            name="reference"
            label="Its number"
            hint="Kept sealed. Only the person who verifies it sees it."
            width="medium"
            optional
            autoComplete="off"
            spellCheck={false}
          />
          <NameFields />
        </>
      )}
    </>
  )
}

function DayFields({ isDeclared }: { isDeclared: boolean }) {
  return (
    <>
      <Choices
        name="stage"
        label="Do they have it yet?"
        choices={[
          { value: 'there', label: 'Yes' },
          { value: 'applied', label: 'No, but it has been applied for' },
        ]}
        value={['there']}
      />
      <Field
        name="issuedOn"
        label={isDeclared ? 'The date they made it' : 'The date on it'}
        hint="Leave it empty if it has only been applied for."
        type="date"
        width="short"
      />
      <Field
        name="appliedOn"
        label="The date they applied"
        hint="Only if they do not have it yet."
        type="date"
        width="short"
      />
    </>
  )
}

function CheckFields() {
  return (
    <>
      <Select
        name="scheme"
        label="Who made the check?"
        empty="Choose one"
        options={checkSchemes.map((value) => ({ value, label: schemeWords[value] }))}
      />
      <Select
        name="level"
        label="Its level"
        empty="Choose one"
        options={checkLevels.map((value) => ({ value, label: levelWords[value] }))}
      />
      <Choices
        name="onUpdateService"
        label="Update Service"
        several
        choices={[{ value: 'yes', label: 'It is in the Update Service (DBS only)' }]}
      />
    </>
  )
}

function CourseFields() {
  return (
    <>
      <Field name="scheme" label="What it is called" optional autoComplete="off" />
      <Field name="level" label="Level" width="medium" optional autoComplete="off" />
      <Field name="issuer" label="Who gave it" optional autoComplete="off" />
      <Field name="expiresOn" label="The date it runs out" type="date" width="short" optional />
    </>
  )
}

function NameFields() {
  return (
    <Disclosure summary="It is in another name">
      <Field name="nameOnIt" label="The name on it" optional autoComplete="off" />
      <Select
        name="nameReason"
        label="Why it differs"
        empty="Choose one"
        options={nameReasons.map((value) => ({ value, label: nameReasonWords[value] }))}
      />
    </Disclosure>
  )
}
