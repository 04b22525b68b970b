import { cookies } from 'next/headers'
import { emailAddress } from '#lib/core/email'
import { codeLife_minutes } from '#lib/core/sign-in-limits'

/** Kept by the browser while a code is on its way, so that the address is not typed twice. */
const name = '__Host-touchline.asked'
const options = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' } as const

/** The address for which this browser asked last; undefined on another device, or too late. */
export async function askedAddress(): Promise<string | undefined> {
  return emailAddress.safeParse((await cookies()).get(name)?.value).data
}

export async function keepAskedAddress(email: string): Promise<void> {
  const life_s = codeLife_minutes * 60
  ;(await cookies()).set(name, email, { ...options, maxAge: life_s })
}

export async function forgetAskedAddress(): Promise<void> {
  const jar = await cookies()
  jar.set(name, '', { ...options, maxAge: 0 })
}
