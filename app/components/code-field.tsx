import { codeLength } from '#lib/core/sign-in-limits'
import { Field } from './field'

/** Where a mailed code is typed; phones offer the one from the e-mail. */
export function CodeField() {
  return (
    <Field
      name="code"
      label="The code from the e-mail"
      hint={`${codeLength} letters and digits, like 7KQM-X4R9. Capitals do not matter.`}
      width="short"
      autoComplete="one-time-code"
      spellCheck={false}
    />
  )
}
