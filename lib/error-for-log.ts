import { isAppError } from './core/errors'

/**
 * What may be logged of an error: its kind, its code and where it was thrown. A database error's
 * message holds the values of the query, so of messages only our own are passed on.
 */
export function errorForLog(error: unknown): Record<string, string> {
  if (isAppError(error)) return { code: error.code, message: error.message }
  if (!(error instanceof Error)) return { error: typeof error }
  const cause: unknown = error.cause
  const code = codeOf(error) ?? codeOf(cause)
  const at = error.stack?.split('\n').filter((line) => line.trim().startsWith('at '))
  return { error: error.name, ...(code ? { code } : {}), at: at?.slice(0, 3).join(' ') ?? '' }
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}
