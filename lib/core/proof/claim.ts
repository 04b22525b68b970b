import type { ProofKind } from './proof-kinds'

/**
 * Something that somebody put forward: a statement, a certificate, a reference. It becomes verified
 * by a second person, and stops being so with any change. Never edited in place: each of these
 * functions gives a new one.
 */
export type Claim = {
  readonly providedBy: string
  readonly providedAt: Date
  /** Whom it is about, where that is somebody who signs in: they cannot verify it either. */
  readonly subjectUserId: string | null
  /** From when on it counts no more; null where it does not lapse. */
  readonly lapsesAt: Date | null
  readonly verification: { readonly by: string; readonly at: Date } | null
}

/** Where a claim stands, the most severe first. What was never provided can be late. */
const claimStates = ['late', 'lapsed', 'missing', 'provided', 'verified'] as const

export type ClaimState = (typeof claimStates)[number]

/** What a rule asks of a claim. */
export type ClaimNeed = {
  /** A second person has to have looked. */
  readonly secondPerson: boolean
  /** When it had to be there; null where there is no such day. */
  readonly dueBy: Date | null
}

/** Why somebody may not verify: they said it themselves, or it is about them. */
export type NotVerifiable = 'own_statement' | 'own_subject'

/** Null where this person may be the second one. */
export function whyNotVerify(
  claim: Pick<Claim, 'providedBy' | 'subjectUserId'>,
  userId: string,
): NotVerifiable | null {
  if (claim.providedBy === userId) return 'own_statement'
  return claim.subjectUserId === userId ? 'own_subject' : null
}

/** Verified by this person; null where they may not, or where it counts no more. */
export function verified(claim: Claim, by: string, at: Date): Claim | null {
  const isOver = claim.lapsesAt !== null && at >= claim.lapsesAt
  if (isOver || whyNotVerify(claim, by) !== null) return null
  return { ...claim, verification: { by, at } }
}

/** Said anew, whoever does it and whatever of it changed: nobody has verified that yet. */
export const edited = (claim: Claim, by: string, at: Date, lapsesAt: Date | null): Claim => ({
  ...claim,
  providedBy: by,
  providedAt: at,
  lapsesAt,
  verification: null,
})

/** How a claim stands at this moment. Late is late, whoever looks and whenever. */
export function claimState(claim: Claim | null, { dueBy }: ClaimNeed, now: Date): ClaimState {
  const isDue = dueBy !== null && now >= dueBy
  if (!claim) return isDue ? 'late' : 'missing'
  if (claim.lapsesAt !== null && now >= claim.lapsesAt) return isDue ? 'late' : 'lapsed'
  return claim.verification ? 'verified' : 'provided'
}

/** True where it is enough for the rule now. */
export function isEnough(claim: Claim | null, need: ClaimNeed, now: Date): boolean {
  const state = claimState(claim, need, now)
  return state === 'verified' || (state === 'provided' && !need.secondPerson)
}

/** How what it says is known: no claim is ever something that was checked. */
export const kindOfClaim = ({ verification }: Claim): ProofKind =>
  verification ? 'verified' : 'stated'

/**
 * True where a claim is enough for a rule that can be known in these ways. What has to be verified
 * takes a second person; what was only ever to be checked, signed or scanned, no claim is enough for.
 */
export function counts(proofs: readonly ProofKind[], claim: Claim, now: Date): boolean {
  const stated = proofs.includes('stated')
  if (!stated && !proofs.includes('verified')) return false
  return isEnough(claim, { secondPerson: !stated, dueBy: null }, now)
}
