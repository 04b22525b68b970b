import { day_ms } from '../durations'
import type { Profile } from '../profiles/profile'
import type { CredentialKind } from './credential'
import { countsTo, dueSoon_days, lastDay } from './due'
import type { KnownCredential } from './judge-person'
import { renewalOf } from './needs'

/** How a credential stands, as a list says it: the most that one has to know of it first. */
export type CredentialStand = 'applied' | 'out_of_date' | 'not_verified' | 'due_soon' | 'verified'

/** One credential as a list shows it: never its number, its level or what it is a proof of. */
export type CredentialLine = {
  readonly kind: CredentialKind
  readonly stand: CredentialStand
  /** The last day on which it counts, by the rules; null where it does not end. */
  readonly lastDay: string | null
  readonly until: Date | null
  readonly appliedOn: string | null
  readonly providedByName: string
  readonly providedAt: Date
  readonly verified: KnownCredential['verified']
  readonly nameDiffers: boolean
  readonly onUpdateService: boolean
}

/** A credential as a list shows it. */
export function credentialLine(
  profile: Profile,
  of: KnownCredential & { readonly nameOnIt: string | null },
  now: Date,
): CredentialLine {
  const months = renewalOf(profile, of.kind)
  const until = countsTo(of, months)
  return {
    ...{ kind: of.kind, stand: standOf(of, until, now), lastDay: lastDay(of, months), until },
    ...{ appliedOn: of.appliedOn, providedByName: of.providedByName, providedAt: of.providedAt },
    ...{ verified: of.verified, nameDiffers: of.nameOnIt !== null },
    onUpdateService: of.onUpdateService,
  }
}

function standOf(of: KnownCredential, until: Date | null, now: Date): CredentialStand {
  if (of.issuedOn === null) return 'applied'
  if (until !== null && until <= now) return 'out_of_date'
  if (!of.verified) return 'not_verified'
  const isSoon = until !== null && until.getTime() - now.getTime() < dueSoon_days * day_ms
  return isSoon ? 'due_soon' : 'verified'
}

/** Each in words. */
export const standWords: Readonly<Record<CredentialStand, string>> = {
  applied: 'Asked for',
  out_of_date: 'Out of date',
  not_verified: 'Not verified yet',
  due_soon: 'Due soon',
  verified: 'Verified',
}
