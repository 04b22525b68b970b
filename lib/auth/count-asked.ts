import { signInLimits } from '../core/sign-in-limits'
import { countAttempt } from './count-attempt'
import { countedHash } from './sign-in-secrets'

/**
 * Counts that a code is asked for, for an address and from a network. The network's limit first:
 * whoever has used that up is not to use up an address's. Throws `too_many_attempts`.
 */
export async function countAsked(email: string, network: string, now: Date): Promise<void> {
  const { codesANetwork, codesAnAddress, codesAnAddressADay } = signInLimits
  await countAttempt(
    `codes a network ${countedHash(network)}`,
    codesANetwork,
    now,
    `Too many codes were asked for from your internet connection. Please wait ${codesANetwork.window_minutes} minutes, then try again.`,
  )
  const address = countedHash(email)
  await countAttempt(
    `codes an address ${address}`,
    codesAnAddress,
    now,
    `We have sent ${codesAnAddress.count} e-mails to this address in a short time. Use the code in the newest one, or wait ${codesAnAddress.window_minutes} minutes and ask again.`,
  )
  await countAttempt(
    `codes an address a day ${address}`,
    codesAnAddressADay,
    now,
    'We have sent too many e-mails to this address today. Use the code in the newest one, or ask again tomorrow.',
  )
}

/** Counts that a code was typed from a network, right or wrong. Throws `too_many_attempts`. */
export async function countTyped(network: string, now: Date): Promise<void> {
  const { triesANetwork } = signInLimits
  await countAttempt(
    `tries a network ${countedHash(network)}`,
    triesANetwork,
    now,
    `Too many codes were typed from your internet connection. Please wait ${triesANetwork.window_minutes} minutes, then try again.`,
  )
}
