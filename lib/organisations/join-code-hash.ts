import { createHmac } from 'node:crypto'
import { normaliseJoinCode } from '../core/join-code'
import { required } from '../env'
import { derivedSecret } from '../secrets'

/**
 * What is kept of a governing body's code, however it was typed; null where it cannot be one. A
 * code is short: the hash has a key, so that the database alone does not let anybody search for it.
 */
export function joinCodeHash(typed: string): string | null {
  const code = normaliseJoinCode(typed)
  if (code === null) return null
  const key = derivedSecret(required('TOUCHLINE_SECRET'), 'join code')
  return createHmac('sha256', key).update(code).digest('hex')
}
