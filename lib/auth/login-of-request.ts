import { z } from 'zod'
import { AppError } from '../core/errors'
import { auth } from './next-auth'

const login = z.object({ expires: z.iso.datetime().transform((text) => new Date(text)) })

/**
 * The login of this request, by the moment at which it ends: to the millisecond it began at another
 * one than a person's others. Throws `not_signed_in`.
 */
export async function loginOfRequest(): Promise<{ expires: Date }> {
  const read = login.safeParse(await auth())
  if (!read.success) throw new AppError('not_signed_in', 'You are not signed in any more.')
  return read.data
}
