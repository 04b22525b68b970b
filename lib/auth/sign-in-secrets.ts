import { createHmac, randomBytes } from 'node:crypto'
import { codeLength } from '../core/sign-in-limits'
import { codeFrom } from '../core/typed-code'
import { required } from '../env'
import { derivedSecret } from '../secrets'

const tokenBytes = 32

export const newCode = () => codeFrom(randomBytes(codeLength))
export const newLinkToken = () => randomBytes(tokenBytes).toString('base64url')

/*
 * What is kept of each, beginning with its kind. A code is short: the hash has a key, so that the
 * database alone does not let anybody search for it.
 */
export const codeHash = (email: string, code: string) =>
  `code ${keyedHash('code', `${email} ${bare(code)}`)}`
export const changeHash = (userId: string, email: string, code: string) =>
  `change ${keyedHash('change', `${userId} ${email} ${bare(code)}`)}`
export const linkHash = (token: string) => `link ${keyedHash('link', token)}`

/** Stands for an address or a network in what is counted, so that the counts name nobody. */
export const countedHash = (text: string) => keyedHash('counted', text)

/** Stands in a browser for an address that signed in there: only who has the key can make it. */
export const knownHash = (device: string, email: string) => keyedHash('known', `${device} ${email}`)

const bare = (code: string) => code.replaceAll('-', '')

function keyedHash(purpose: string, text: string): string {
  const key = derivedSecret(required('TOUCHLINE_SECRET'), `sign-in ${purpose}`)
  return createHmac('sha256', key).update(text).digest('base64url')
}
