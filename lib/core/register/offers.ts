import type { CredentialKind } from './credential'

/** What somebody has to show at one of their clubs, as far as another may want it. */
export type OwnClaim = {
  readonly credentialId: string
  readonly kind: CredentialKind
  /** The day on it, as `2026-02-01`; null where it was asked for and is not there yet. */
  readonly issuedOn: string | null
}

/** One club and what somebody has to show there. */
export type OwnClub = { readonly clubId: string; readonly claims: readonly OwnClaim[] }

/** To which other clubs a claim can be offered, and what it would take the place of there. */
export type Offer = { readonly clubId: string; readonly replaces: string | null }

/**
 * For each claim that somebody has at one club: the other clubs of theirs that have none of its kind,
 * or an older one. Whether it is so is for each of them to see for itself.
 */
export function offersOf(clubs: readonly OwnClub[]): ReadonlyMap<string, readonly Offer[]> {
  const offers = new Map<string, readonly Offer[]>()
  for (const { clubId, claims } of clubs) {
    for (const { credentialId, kind, issuedOn } of claims) {
      if (issuedOn === null) continue
      const others = clubs.filter((each) => each.clubId !== clubId)
      const wanted = others.flatMap((other) => {
        const there = other.claims.find((each) => each.kind === kind && each.issuedOn !== null)
        const isNewer = !there?.issuedOn || there.issuedOn < issuedOn
        return isNewer ? [{ clubId: other.clubId, replaces: there?.credentialId ?? null }] : []
      })
      offers.set(credentialId, wanted)
    }
  }
  return offers
}
