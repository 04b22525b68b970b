import { controlWords, controlPlace, type SubjectKind } from './control-words'
import { derivedControls } from './controls/derived'
import { alertControlIds, controlIds, type Level, type Result } from './results'
import { resultFace } from './session-status'

/** One rule as it stands for an account or a session, as a page lists it. */
export type ResultRow = {
  readonly control: string
  /** What is wrong, where it is not met; else the rule in plain words. */
  readonly title: string
  /** The rule in plain words, where the title says what is wrong. */
  readonly rule: string | null
  readonly level: Level
  /** What was found, with what is late said as late. */
  readonly face: Result | 'out_of_date' | 'stated'
  readonly because: string
  readonly since: Date
  readonly checkedAt: Date
  /** The open finding about it, where there is one. */
  readonly findingId: string | null
  /** Why it could not be checked, where it could not. */
  readonly reason: string | null
  readonly subject: { readonly subjectKind: SubjectKind; readonly subjectId: string }
} & WhoseWord

/** Whose word stands in for what Zoom never tells, and who else has looked. */
export type StatedProof = {
  /** A name, or "You". */
  readonly by: string
  readonly at: Date
  readonly until: Date
  readonly verified: { readonly by: string; readonly at: Date } | null
}

/** What stands in for a check's answer: whose word, and whether the reader may give theirs. */
export type WhoseWord = {
  readonly stated: StatedProof | null
  /** The reader may give their word for it. */
  readonly mayState: boolean
}

/** Nobody's word stands in, and the reader is not asked for theirs. */
export const notStated: WhoseWord = { stated: null, mayState: false }

type Current = {
  readonly subjectId: string
  readonly subjectKind: SubjectKind
  readonly control: string
  readonly level: Level
  readonly result: Result
  readonly reason: string | null
  readonly because: string
  readonly since: Date
  readonly checkedAt: Date
}

/** Zoom does not tell it on the account's plan: no check will ever say more. */
export const isNeverTold = ({ reason }: ResultRow): boolean => reason === 'not_readable'

/**
 * Why nothing at all could be checked: the one reason that all rows share, and that is the account's
 * and not a rule's; null where anything is known.
 */
export function whyNothing(rows: readonly ResultRow[]): string | null {
  const [first] = rows
  const reason = first?.reason ?? null
  const shared = rows.every((row) => row.face === 'could_not_check' && row.reason === reason)
  return shared && reason !== null ? (ofTheAccount[reason] ?? null) : null
}

const ofTheAccount: Readonly<Record<string, string>> = {
  zoom_down: 'Zoom did not answer',
  not_connected: 'Zoom is no longer connected',
  not_granted: 'we have not been allowed to look',
}

const faces = [
  'not_met',
  'could_not_check',
  'out_of_date',
  'stated',
  'met',
  'not_applicable',
] as const

/**
 * Results as rows: what is not met first, then what is not known, and of each what MUST be before
 * what SHOULD be. `findingOf` gives the open finding about a control, `proofOf` whose word stands in.
 */
export function resultRows<Row extends Current>(
  results: readonly Row[],
  now: Date,
  findingOf: (result: Row) => string | null,
  proofOf: (result: Row) => WhoseWord = () => notStated,
): ResultRow[] {
  return results
    .filter(({ control, result }) => !repeatsOthers(control, result))
    .map((result): ResultRow => {
      const { control, level, because, since, checkedAt } = result
      const words = controlWords(control, result.subjectKind)
      const proof = proofOf(result)
      const face = proof.stated ? 'stated' : resultFace(result.result, checkedAt, now)
      return {
        ...{ control, level, because, since, checkedAt },
        ...(face === 'not_met'
          ? { title: words.headline, rule: words.title }
          : { title: words.title, rule: null }),
        face,
        findingId: findingOf(result),
        reason: result.reason,
        subject: { subjectKind: result.subjectKind, subjectId: result.subjectId },
        ...proof,
      }
    })
    .toSorted((one, other) => compare(placeOf(one), placeOf(other)))
}

/** What a derived control finds wrong, or does not know, stands there already: it would count twice. */
const repeatsOthers = (control: string, result: Result) =>
  derivedControls.includes(control) && (result === 'not_met' || result === 'could_not_check')

const placeOf = ({ face, level, control }: ResultRow) => [
  faces.indexOf(face),
  level === 'MUST' ? 0 : 1,
  controlPlace([...alertControlIds, ...controlIds], control),
]

const compare = (one: readonly number[], other: readonly number[]): number =>
  one.map((value, index) => value - (other[index] ?? 0)).find((difference) => difference !== 0) ?? 0
