import { createHmac, randomBytes } from 'node:crypto'
import { codeFrom } from '../core/typed-code'
import { codeLength } from '../core/sign-in-limits'
import { required } from '../env'
import { derivedSecret } from '../secrets'

const tokenBytes = 32
const tokenShape = /^[A-Za-z0-9_-]{43}$/

export const newCode = () => codeFrom(randomBytes(codeLength))
export const newLinkToken = () => randomBytes(tokenBytes).toString('base64url')

/** What is kept of a code: it is short, so that without the deployment's secret nobody can search it. */
export const codeHash = (email: string, code: string) =>
  `code ${keyedHash('code', `${email} ${code.replaceAll('-', '')}`)}`

/** What is kept of a link; null where the token cannot be one. */
export const linkHash = (token: string) =>
  tokenShape.test(token) ? `link ${keyedHash('link', token)}` : null

/** Stands for an address or a network in what is counted, so that the counts name nobody. */
export const countedHash = (text: string) => keyedHash('counted', text)

function keyedHash(purpose: string, text: string): string {
  const key = derivedSecret(required('TOUCHLINE_SECRET'), `sign-in ${purpose}`)
  return createHmac('sha256', key).update(text).digest('base64url')
}
