import { isAppError } from '#lib/core/errors'

/**
 * What a page reads of the past, or null where it was not there yet: for what is there now and the
 * reader may see.
 */
export async function orNotYet<Result>(reading: Promise<Result>): Promise<Result | null> {
  try {
    return await reading
  } catch (error) {
    if (isAppError(error, 'not_found')) return null
    throw error
  }
}
