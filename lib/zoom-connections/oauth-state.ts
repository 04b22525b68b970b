import { createHash, hkdfSync, randomBytes } from 'node:crypto'
import { required } from '../env'

/** How long somebody may take to say yes at Zoom. */
export const stateLives_ms = 10 * 60_000

/** What comes back from Zoom with the answer: 32 random bytes, base64url. Used once. */
export const newState = () => randomBytes(32).toString('base64url')

/** What is kept of a state: SHA-256, hexadecimal. */
export const stateHash = (state: string) => createHash('sha256').update(state).digest('hex')

/**
 * The PKCE verifier (RFC 7636) of one state, 43 characters of base64url. It is derived with the
 * deployment's secret and so need not be kept anywhere: who sees the state in an address still
 * cannot make it.
 */
export const verifierOf = (state: string) =>
  Buffer.from(
    hkdfSync('sha256', required('TOUCHLINE_SECRET'), state, 'touchline zoom pkce verifier', 32),
  ).toString('base64url')

/** The challenge of method S256. */
export const challengeOf = (verifier: string) =>
  createHash('sha256').update(verifier).digest('base64url')
