import { notFound } from 'next/navigation'
import { isAppError } from '#lib/core/errors'

/** What a page reads, or Next's page for what is not there (or not for this reader: it is the same). */
export async function orNotFound<Result>(reading: Promise<Result>): Promise<Result> {
  try {
    return await reading
  } catch (error) {
    // An address that is made up is not there either.
    if (isAppError(error, 'not_found') || isAppError(error, 'invalid_input')) notFound()
    throw error
  }
}
