import type { SubjectKind } from '../core/control-words'
import type { CouldNotCheckReason } from '../core/readings'
import type { NotKnown } from '../core/sign-offs/judge-signed'

/** What one control made of one subject, ready to be recorded for a club. */
export type Verdict = {
  readonly subjectKind: SubjectKind
  readonly subjectId: string
  readonly control: string
  readonly controlVersion: number
  readonly level: 'MUST' | 'SHOULD'
  readonly result: 'met' | 'not_met' | 'could_not_check' | 'not_applicable'
  /** `not_verified`: of the register, where nobody else has looked at it yet. */
  readonly reason: CouldNotCheckReason | 'not_verified' | NotKnown | null
  /** The plain sentence that says why. */
  readonly because: string
  /** Follows from other results, so it opens no finding of its own. */
  readonly derived: boolean
  /** Everything that bears on the subject was read. Only then may a finding close. */
  readonly complete: boolean
  /** Hashes of the readings it rests on, sorted. */
  readonly readings: readonly string[]
  /** The rule does not hold there by what somebody said: nothing was mended. */
  readonly exempt?: boolean
  /** The statement that stands in for what Zoom never tells, and until when. */
  readonly stated?: { readonly id: string; readonly until: Date }
  /** Of the register and not of Zoom: how it is known, and from when on it is no more. */
  readonly shown?: { readonly proof: 'stated' | 'verified' | 'signed'; readonly until: Date | null }
  /** Whose it is, where many people are judged at once. */
  readonly coachId?: string
}

/** The audit that verdicts come from, as the club has it. */
export type Judgement = {
  readonly auditId: string
  readonly connectionId: string
  /** Null for the club's own account. */
  readonly coachId: string | null
  /** When Zoom said so. */
  readonly readAt: Date
  /** Profile and its version, as `nspcc-2020@1`. */
  readonly profile: string
  readonly verdicts: readonly Verdict[]
  /** When the rules changed, where what was read before is judged again because of that. */
  readonly rulesChangedAt?: Date
  /** From when each rule that was announced counts, by its control. */
  readonly countsFrom?: ReadonlyMap<string, Date>
  /** No check that anybody could open: the register says it. */
  readonly ofRegister?: true
  /**
   * What was judged, where other rules of the same subjects are judged elsewhere and stay as they are.
   * A rule of these that has no verdict is asked no more.
   */
  readonly about?: { readonly subjectIds: readonly string[]; readonly rules: readonly string[] }
}

/** True for a rule that this judgement speaks of. */
export const isAbout = ({ about }: Pick<Judgement, 'about'>, control: string): boolean =>
  about === undefined || about.rules.includes(control)

/** The subjects that were judged. */
export const judgedSubjects = ({ about, verdicts }: Judgement): readonly string[] => [
  ...new Set([...(about?.subjectIds ?? []), ...verdicts.map(({ subjectId }) => subjectId)]),
]

/** Whose it is; null for the club's own. */
export const coachOf = (judgement: Pick<Judgement, 'coachId'>, verdict: Verdict): string | null =>
  verdict.coachId ?? judgement.coachId

/** When what is recorded became so: when Zoom said it or, judged again, when the rules changed. */
export const becameSoAt = ({
  readAt,
  rulesChangedAt,
}: Pick<Judgement, 'readAt' | 'rulesChangedAt'>): Date =>
  rulesChangedAt && rulesChangedAt > readAt ? rulesChangedAt : readAt

/** What tells one control on one subject from every other. */
export const keyOf = (row: { subjectKind: string; subjectId: string; control: string }): string =>
  `${row.subjectKind} ${row.subjectId} ${row.control}`
