import { randomBytes, timingSafeEqual } from 'node:crypto'
import { knownHash } from './sign-in-secrets'

const deviceBytes = 16

/** Of the addresses that signed in at one browser, those that it remembers. */
const addressesMax = 5

const life_days = 400

/**
 * Where a browser keeps that an address signed in there. It signs nobody in and names nobody: it
 * only lets codes be asked for when strangers have used up what may be asked for from anywhere.
 */
export const knownCookie = {
  name: '__Host-touchline.known',
  options: {
    httpOnly: true,
    secure: true,
    sameSite: 'lax',
    path: '/',
    maxAge: life_days * 24 * 60 * 60,
  },
} as const

/** What the browser keeps from now on, when `email` signed in there and `kept` is what it had. */
export function knownFromNow(kept: string | undefined, email: string): string {
  const [before = '', ...hashes] = kept?.split('.') ?? []
  const isOurs = /^[\w-]{22}$/.test(before)
  const device = isOurs ? before : randomBytes(deviceBytes).toString('base64url')
  const own = knownHash(device, email)
  const others = isOurs ? hashes.filter((each) => each !== own) : []
  return [device, own, ...others].slice(0, 1 + addressesMax).join('.')
}

/** The browser's own name where `email` signed in there before, by what it kept; else null. */
export function knownDevice(kept: string | undefined, email: string): string | null {
  const [device = '', ...hashes] = kept?.split('.').slice(0, 1 + addressesMax) ?? []
  const own = Buffer.from(knownHash(device, email))
  const isKnown = hashes
    .map((each) => Buffer.from(each))
    .some((each) => each.length === own.length && timingSafeEqual(each, own))
  return isKnown ? device : null
}
