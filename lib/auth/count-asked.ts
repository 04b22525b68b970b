import { signInLimits } from '../core/sign-in-limits'
import { countAttempt, isWithin } from './count-attempt'
import { countedHash } from './sign-in-secrets'

/**
 * Counts that a code is asked for, for an address and from a network. The network's limit first:
 * whoever has used that up is not to use up an address's. `device` is the asker's where this
 * address signed in there before: it is counted by itself, out of strangers' reach. Throws
 * `too_many_attempts`.
 */
export async function countAsked(
  email: string,
  { network, device }: { network: string; device: string | null },
  now: Date,
): Promise<void> {
  if (device) return countKnown(countedHash(`${device} ${email}`), now)
  const { codesANetwork, codesAnAddress, codesAnAddressADay, codesAnAddressThen } = signInLimits
  await countAttempt(
    `codes a network ${countedHash(network)}`,
    codesANetwork,
    now,
    `Too many codes were asked for from your internet connection. Please wait ${codesANetwork.window_minutes} minutes, then try again.`,
  )
  // In this order, each limit behind the day's counts only what ends in a mail: where it refuses,
  // that many were sent within its window.
  const address = countedHash(email)
  if (await isWithin(`codes an address a day ${address}`, codesAnAddressADay, now)) {
    return countAttempt(
      `codes an address ${address}`,
      codesAnAddress,
      now,
      `We have sent ${codesAnAddress.count} e-mails to this address in a short time. Use the code in the newest one, or wait ${codesAnAddress.window_minutes} minutes and ask again.`,
    )
  }
  return countAttempt(
    `codes an address then ${address}`,
    codesAnAddressThen,
    now,
    `We have sent many e-mails to this address today, and one in the last ${codesAnAddressThen.window_minutes} minutes. Use the code or the link in the newest one, whoever asked for it: only you can read it. Or wait ${codesAnAddressThen.window_minutes} minutes and ask again.`,
  )
}

async function countKnown(device: string, now: Date): Promise<void> {
  const { codesKnownHere, codesKnownHereADay } = signInLimits
  await countAttempt(
    `codes known here ${device}`,
    codesKnownHere,
    now,
    `You have asked for ${codesKnownHere.count} e-mails in a short time. Use the code in the newest one, or wait ${codesKnownHere.window_minutes} minutes and ask again.`,
  )
  await countAttempt(
    `codes known here a day ${device}`,
    codesKnownHereADay,
    now,
    'You have asked for too many e-mails today. Use the code in the newest one, or ask again tomorrow.',
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
