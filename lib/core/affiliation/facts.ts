import type { CouldNotCheckReason } from '../readings'
import type { Profile } from '../profiles/profile'
import type { AskedState } from '../proof/asked-state'
import type { ResultProof } from '../proof/proof-kinds'
import type { Result } from '../results'
import type { SubjectKind } from '../control-words'

/** What one rule came to for one person, session or account, as it was last judged. */
export type KnownResult = {
  readonly control: string
  readonly subjectKind: SubjectKind
  /** Whose it is; null where it is the club's own. */
  readonly coach: { readonly coachId: string; readonly name: string } | null
  readonly result: Result
  readonly reason: CouldNotCheckReason | (string & {}) | null
  readonly proof: ResultProof
  /** Until when a statement or a paper counts, where it ends. */
  readonly until: Date | null
  readonly since: Date
  readonly checkedAt: Date
  /** The risk of it is accepted at this moment. */
  readonly accepted: boolean
  /** Somebody of the club can mend it now, and does not wait for the person. */
  readonly byClub: boolean
}

/** A policy that answers a rule, and how many of those who are asked have agreed to it. */
export type PolicyFact = {
  readonly policyId: string
  readonly title: string
  readonly since: Date
  readonly agreed: { readonly people: number; readonly of: number } | null
}

/** What a rule that the club states comes to. */
export type SaidFact = {
  readonly rule: string
  readonly state: AskedState
  /** A name, or "You". */
  readonly by: string | null
  readonly at: Date | null
  readonly until: Date | null
}

/** Somebody of whose Zoom nothing certain is known, and why in a few words. */
export type NotKnown = { readonly coachId: string; readonly name: string; readonly words: string }

/** All that a club's checklist is made of, at one moment. */
export type ClubFacts = {
  readonly slug: string
  readonly clubId: string
  readonly now: Date
  readonly profile: Profile
  readonly results: readonly KnownResult[]
  readonly said: readonly SaidFact[]
  readonly policies: ReadonlyMap<string, PolicyFact>
  /** Rules that do not apply to the club, with who said so and why. */
  readonly exempt: ReadonlyMap<string, string>
  /** Everybody on the register; who coaches online; and of whom of those nothing certain is known. */
  readonly people: number
  readonly online: number
  readonly notKnown: readonly NotKnown[]
  /** Policies from above without the club's yes; why not yet, where somebody said so. */
  readonly toAdopt: readonly { readonly policyId: string; readonly title: string }[]
  readonly signOffs: {
    readonly asked: number
    readonly overdue: number
    /** Those who said no. */
    readonly declined: number
    /** Those who are still in time. */
    readonly waiting: number
  }
}
