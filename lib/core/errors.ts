/** The closed set of reasons for which Touchline refuses. `app` maps each to a page or a message. */
const errorCodes = [
  'not_found',
  'not_signed_in',
  'forbidden',
  'invalid_input',
  'conflict',
  'too_many_attempts',
  'too_large',
  'expired',
  'unavailable',
  'not_configured',
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** What is wrong with one field, in the user's words. `field` is the form's name for it. */
export type FieldProblem = { field: string; message: string }

/**
 * The only class in the product: a refusal with a code, a sentence that a volunteer can act on and,
 * for `invalid_input`, the fields to mend. The message never carries a secret.
 */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly problems: readonly FieldProblem[]

  constructor(code: ErrorCode, message: string, problems: readonly FieldProblem[] = []) {
    super(message)
    this.name = 'AppError'
    this.code = code
    this.problems = problems
  }
}

/** The same words whoever asks and whatever is missing, so that an answer never tells what exists. */
export const notFound = () => new AppError('not_found', 'We could not find that.')

/** Somebody else changed it first. */
export const conflict = (
  message = 'Somebody changed this a moment ago. Look again, then try once more.',
) => new AppError('conflict', message)

/** True where `error` is a refusal of ours, and of this code where one is given. */
export function isAppError(error: unknown, code?: ErrorCode): error is AppError {
  return error instanceof AppError && (code === undefined || error.code === code)
}
