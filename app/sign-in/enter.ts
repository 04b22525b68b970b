import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import type { AddedUser } from '#lib/auth/add-user'
import { findLanding } from '#lib/auth/find-landing'
import { knownCookie, knownFromNow } from '#lib/auth/known-here'
import { loginAdapter } from '#lib/auth/login-adapter'
import { loginCookie } from '#lib/auth/login-cookie'
import { startLogin } from '#lib/auth/start-login'
import * as paths from '#lib/core/paths'
import { forgetAskedAddress } from '../edge/asked-address'

/**
 * Signs in whoever has just shown that an address is theirs, in place of whoever was signed in
 * here, and sends them on: first to say their name where they have not, then to where they wanted.
 */
export async function enter(user: AddedUser, wanted: string, now: Date): Promise<never> {
  const jar = await cookies()
  const before = jar.get(loginCookie.name)?.value
  const { token, expires, email } = await startLogin(user, now)
  if (before) await loginAdapter().deleteSession(before)
  jar.set(loginCookie.name, token, { ...loginCookie.options, expires })
  const known = knownFromNow(jar.get(knownCookie.name)?.value, email)
  jar.set(knownCookie.name, known, knownCookie.options)
  await forgetAskedAddress()
  const returnTo = paths.safeReturnTo(wanted, await findLanding(user, now))
  redirect(user.nameless ? paths.signInName(returnTo) : returnTo)
}
