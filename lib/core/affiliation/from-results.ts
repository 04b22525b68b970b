import * as paths from '../paths'
import { isFresh } from '../freshness'
import { standsStated } from '../proof/stands-stated'
import type { SubjectKind } from '../control-words'
import type { Face } from '../status'
import { zoomSubjectKinds } from '../subject-kinds'
import type { ClubFacts, KnownResult } from './facts'
import { worst, type Line } from './line'

/** How one result stands now: late is late, and somebody's word that counts is what it is. */
export function faceOf(result: KnownResult, now: Date): Face {
  if (result.accepted && result.result === 'not_met') return 'accepted'
  if (standsStated({ result: result.result, statedUntil: result.until }, now)) return 'stated'
  const believed = result.result === 'met' || result.result === 'not_applicable'
  if (!believed) return result.result
  // What the register says ends on its day; what Zoom said is believed for a day and a half.
  const ofRegister = result.subjectKind === 'coach' || result.subjectKind === 'club'
  const late = ofRegister
    ? result.until !== null && result.until <= now
    : !isFresh(result.checkedAt, now)
  return late ? 'out_of_date' : result.result
}

type Part = Pick<
  Line,
  'face' | 'words' | 'proof' | 'since' | 'lookedAt' | 'turn' | 'href' | 'linkWords'
> &
  Partial<Pick<Line, 'who'>>

/** What a rule came to for all whom it asks, as one line; null where it was judged of nobody. */
export function fromResults(facts: ClubFacts, control: string): Part | null {
  const judged = facts.results
    .filter((each) => each.control === control)
    .map((result) => ({ ...result, face: faceOf(result, facts.now) }))
  if (judged.length === 0) return null
  const face = worst(judged.map((each) => each.face))
  const open = judged.filter(({ face: its }) => inTheWay.includes(its))
  const standing = open.length > 0 ? open : judged.filter((each) => each.face === face)
  const byClub = open.some((each) => each.byClub)
  return {
    face,
    words: wordsOf(judged),
    proof: standing[0]?.proof ?? null,
    since: oldest(standing.map(({ since }) => since)),
    lookedAt: oldest(judged.map(({ checkedAt }) => checkedAt)),
    turn: open.length === 0 ? 'nobody' : byClub ? 'you' : 'others',
    ...whoOf(open),
    ...placeOf(facts.slug, control, open),
  }
}

const inTheWay: readonly Face[] = ['not_met', 'out_of_date', 'could_not_check', 'not_checked']

/** Who can mend it, where it is not only whom the rule itself names. */
function whoOf(open: readonly Judged[]): Partial<Pick<Line, 'who'>> {
  const [first] = open
  if (first?.subjectKind === 'coach' && open.every(({ face }) => face === 'could_not_check')) {
    return { who: 'A second person at the club, by looking at it' }
  }
  const ofClub = open.filter(({ byClub, subjectKind }) => byClub && isOfZoom(subjectKind))
  if (ofClub.length === 0) return {}
  const administrator = 'The administrator of the club’s Zoom account'
  return { who: ofClub.length < open.length ? `${administrator}, and the coaches` : administrator }
}

const isOfZoom = (kind: SubjectKind) => zoomSubjectKinds.some((each) => each === kind)

const oldest = (times: readonly Date[]): Date | null =>
  times.length === 0 ? null : new Date(Math.min(...times.map(Number)))

type Judged = KnownResult & { readonly face: Face }

/** `So for 9 of 11. Not so for Sam Okafor and Jo Penrose.` */
function wordsOf(judged: readonly Judged[]): string {
  const asked = judged.filter(({ face }) => face !== 'not_applicable')
  if (asked.length === 0) return 'It applies to nobody here.'
  const groups = [
    ['not_met', 'Not so for'],
    ['out_of_date', 'Out of date for'],
    ['could_not_check', 'Not known for'],
    ['accepted', 'Its risk is accepted for'],
  ] as const
  const parts = groups.flatMap(([face, begins]) => {
    const these = asked.filter((each) => each.face === face)
    return these.length === 0 ? [] : [`${begins} ${whose(these)}.`]
  })
  const all = people(asked).length
  const bad = people(asked.filter(({ face }) => groups.some(([its]) => its === face))).length
  if (parts.length === 0) return all === 1 ? `So for ${whose(asked)}.` : `So for all ${all}.`
  return all > bad ? [...parts, `So for ${all - bad} of ${all}.`].join(' ') : parts.join(' ')
}

const names_max = 4

const nameOf = ({ coach }: KnownResult) => coach?.name ?? 'the club itself'

const people = (these: readonly KnownResult[]): string[] => [...new Set(these.map(nameOf))]

const inARow = new Intl.ListFormat('en-GB', { type: 'conjunction' })

function whose(these: readonly KnownResult[]): string {
  const names = people(these).toSorted((one, other) => one.localeCompare(other))
  const rest = names.length - names_max
  return inARow.format(rest > 0 ? [...names.slice(0, names_max), `${rest} more`] : names)
}

/** Where one goes: to the one person whom it is about, or to the list of what is open. */
function placeOf(slug: string, control: string, open: readonly Judged[]) {
  const [first] = open
  const ofPapers = first?.subjectKind === 'coach'
  const one = new Set(open.map(({ coach }) => coach?.coachId ?? null)).size === 1
  if (ofPapers && open.every(({ face }) => face === 'could_not_check')) {
    return { href: paths.toVerify(slug), linkWords: 'See what waits to be verified' }
  }
  if (first?.subjectKind === 'club') {
    return { href: paths.coaches(slug), linkWords: 'Go to the register' }
  }
  if (first?.coach && one && (ofPapers || first.face !== 'not_met')) {
    const { coachId, name } = first.coach
    return { href: paths.coach(slug, coachId), linkWords: `See ${name}` }
  }
  if (open.some(({ face }) => face === 'not_met')) {
    return { href: paths.findings(slug, { control }), linkWords: 'See what to mend' }
  }
  if (first) {
    return { href: paths.coaches(slug, { filter: 'not_known' }), linkWords: 'See who' }
  }
  return { href: paths.oneRule(control), linkWords: 'Read the rule' }
}
