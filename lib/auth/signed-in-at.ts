import { z } from 'zod'
import { AppError } from '../core/errors'
import { loginLife_ms } from './login-cookie'
import { auth } from './next-auth'

const login = z.object({ expires: z.iso.datetime() })

/** When the login of this request began: none is ever renewed. Throws `not_signed_in`. */
export async function signedInAt(): Promise<Date> {
  const read = login.safeParse(await auth())
  if (!read.success) throw new AppError('not_signed_in', 'You are not signed in any more.')
  return new Date(Date.parse(read.data.expires) - loginLife_ms)
}
