import { z } from 'zod'
import { counted } from '../core/dates'
import { AppError } from '../core/errors'
import { codeLength } from '../core/sign-in-limits'
import { normaliseCode } from '../core/typed-code'
import type { TriedCode } from './mailed-secrets'

/** A code as it was typed, in a form's field. */
export const typedCode = z.string().transform((typed, ctx) => {
  const code = normaliseCode(typed, codeLength)
  if (code) return code
  const message = typed.trim()
    ? `The code has ${codeLength} letters and digits, like 7KQM-X4R9. Look at the e-mail again.`
    : 'Type the code from the e-mail.'
  ctx.addIssue({ code: 'custom', message })
  return z.NEVER
})

/** What is said of a code that is not right. `instead` is what to do where none works any more. */
export function codeRefusal(tried: Exclude<TriedCode, 'right'>, instead: string): AppError {
  if (tried === 'none works') {
    return new AppError(
      'expired',
      `No code for this address works now. It may be too old, used already, or typed wrong too often. ${instead}`,
    )
  }
  if (tried.triesLeft === 0) {
    return new AppError('expired', `That is not the code, and it was the last try. ${instead}`)
  }
  return new AppError('invalid_input', 'There is a problem with what was entered.', [
    {
      field: 'code',
      message: `That is not the code in our e-mail. Look at it again: you have ${counted(tried.triesLeft, 'more try', 'more tries')}.`,
    },
  ])
}
