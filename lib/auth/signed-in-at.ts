import { loginLife_ms } from './login-cookie'
import { loginOfRequest } from './login-of-request'

/** When the login of this request began: none is ever renewed. Throws `not_signed_in`. */
export async function signedInAt(): Promise<Date> {
  return new Date((await loginOfRequest()).expires.getTime() - loginLife_ms)
}
