import { isAppError, type FieldProblem } from '#lib/core/errors'

/** What an action answers to its form: what is wrong, and what was typed. Empty before the first try. */
export type FormState = {
  /** What is wrong with the whole, in a sentence. */
  message?: string
  /** What is wrong with a field, in the words that stand both on top and beside the field. */
  problems?: readonly FieldProblem[]
  /** What was typed, by field, so that nothing is lost. Never holds files, codes or passwords. */
  values?: Readonly<Record<string, readonly string[]>>
}

export type FormAction = (state: FormState, data: FormData) => Promise<FormState>

export const untouched: FormState = {}

/**
 * A refusal as the form shows it, with what was typed. Anything that is not a refusal which a
 * person can act on here (a bug, a redirect, not found) is thrown on to Next.
 * `secret` names the fields whose content is not given back, such as a sign-in code.
 */
export function refusedForm(
  error: unknown,
  data: FormData,
  secret: readonly string[] = [],
): FormState {
  if (!isAppError(error) || error.code === 'not_found') throw error
  const { problems, message } = error
  return {
    values: typedValues(data, secret),
    ...(problems.length > 0 ? { problems } : { message }),
  }
}

// React's own fields of a form action start with a dollar sign.
const isOwn = (name: string) => !name.startsWith('$')

function typedValues(data: FormData, secret: readonly string[]) {
  const values: Record<string, string[]> = {}
  for (const [name, value] of data) {
    if (typeof value !== 'string' || !isOwn(name) || secret.includes(name)) continue
    values[name] = [...(values[name] ?? []), value]
  }
  return values
}
