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
            hint="Kept sealed. Only who verifies it sees it."
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
        label="Is it there?"
        choices={[
          { value: 'there', label: 'Yes' },
          { value: 'applied', label: 'No, it was asked for' },
        ]}
        value={['there']}
      />
      <Field
        name="issuedOn"
        label={isDeclared ? 'The day it was made' : 'The day on it'}
        hint="If it is there."
        type="date"
        width="short"
        optional
      />
      <Field
        name="appliedOn"
        label="The day it was asked for"
        hint="If it is not there yet."
        type="date"
        width="short"
        optional
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
      <Field name="expiresOn" label="Last day on it" type="date" width="short" optional />
    </>
  )
}

function NameFields() {
  return (
    <Disclosure summary="Another name stands on it">
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
