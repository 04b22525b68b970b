import { isAppError } from '#lib/core/errors'

/** One of our own refusals says what to do; of anything else, its first line and no stack trace. */
export function saidOf(error: unknown): string {
  if (isAppError(error)) return error.message
  const line = error instanceof Error ? error.message.split('\n')[0] : String(error)
  return `It could not be done: ${line}`
}
