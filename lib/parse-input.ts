import type { z } from 'zod'
import { AppError } from './core/errors'

/**
 * What came from outside, as the schema shapes it. Throws `invalid_input` with one problem a field,
 * in the schema's words, which are written for the person who typed.
 */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): z.output<Schema> {
  const result = schema.safeParse(input)
  if (result.success) return result.data
  const seen = new Set<string>()
  const problems = result.error.issues
    .map((issue) => ({ field: issue.path.join('.'), message: issue.message }))
    .filter(({ field }) => !seen.has(field) && seen.add(field))
  throw new AppError('invalid_input', 'There is a problem with what was entered.', problems)
}
