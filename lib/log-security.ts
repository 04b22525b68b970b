import { countedHash } from './auth/sign-in-secrets'
import { env } from './env'
import { log } from './log'

/** What an operator should be able to find, and be told of when there is much of it. */
type SecurityEvent =
  'wrong_code' | 'limit_used_up' | 'request_from_elsewhere' | 'webhook_not_signed' | 'not_permitted'

/**
 * One line for something that an attack would leave. Of a network only a hash with a key is logged,
 * by which lines of the same one can be counted; no address, no code, no name.
 */
export function logSecurity(
  event: SecurityEvent,
  { network, ...ids }: { network?: string } & Record<string, string | null>,
): void {
  // Before there are settings there is no key, and refusing must work all the same.
  const known = network !== undefined && env().TOUCHLINE_SECRET !== undefined
  log.warn({ event, ...(known ? { network: countedHash(network) } : {}), ...ids }, 'security')
}
