import { formatDate } from '../dates'
import { hasBegun } from '../profiles/tighten'
import type { Profile } from '../profiles/profile'
import type { ControlChoice } from '../profiles/profile'
import { policyRules } from '../policies/policy-rules'
import type { Level } from '../results'
import type { KeptState } from './state'

/** Of these the club’s word is enough: that it has one, and where it stands. */
const ofClub: readonly string[] = ['G01', 'G04']

/** Signed again each year; the yearly drill. */
const again = 'G07'
export const drillRule = 'M19'

/** The rules that hold for each person by what they sign. */
export const signedRules: readonly string[] = [
  ...policyRules.map(({ id }) => id).filter((id) => !ofClub.includes(id)),
  again,
  drillRule,
]

/** What somebody signed, as long as it covers what holds now. */
export type Covering = {
  readonly at: Date
  /** From when on they are to sign again; null where that is never. */
  readonly until: Date | null
}

/** How one person stands to one policy that holds at their club, or to the drill. */
export type SignedStanding = {
  readonly title: string
  readonly rules: readonly string[]
  readonly signed: Covering | null
  /** They agreed to it before, be it long ago or to an older version. */
  readonly before: boolean
  /** What they are asked now; null where nobody asks them. */
  readonly asked: {
    readonly state: Exclude<KeptState, 'superseded' | 'withdrawn' | 'acknowledged'>
    readonly dueAt: Date
    readonly graceUntil: Date
  } | null
}

/** Their own word on a rule, where the rules take one. */
export type OwnWord = {
  readonly rule: string
  readonly by: string
  readonly at: Date
  readonly until: Date
  readonly verifiedBy: string | null
}

/** One person as these rules look at them. */
export type SignedPerson = {
  /** They coach, or are close to children otherwise: the rules hold for them, whoever asks. */
  readonly close: boolean
  /** They hold online sessions with under-18s. */
  readonly drills: boolean
  readonly standings: readonly SignedStanding[]
  readonly words: readonly OwnWord[]
  /** Rules that do not apply, with who said so and why. */
  readonly exempt: ReadonlyMap<string, string>
}

/** Why it is not known yet. */
export type NotKnown = 'not_signed_yet' | 'nobody_asked' | 'not_stated'

/** How one rule stands. `stop`: not so by what somebody said, or not counting yet: nothing was mended. */
export type SignedVerdict = {
  readonly rule: string
  readonly level: Level
  readonly result: 'met' | 'not_met' | 'could_not_check' | 'not_applicable'
  readonly reason: NotKnown | null
  readonly because: string
  readonly proof: 'signed' | 'stated' | 'verified'
  /** Where it is met: from when on it is no more. */
  readonly until: Date | null
  /** When it comes to be otherwise by itself. */
  readonly changesAt: Date | null
}

/** What a verdict is before the rule that it is about. */
export type Found = Omit<SignedVerdict, 'rule' | 'level'>

/**
 * What the rules that people sign come to for one person at a moment. A rule is there only where it
 * holds for them: where it is asked of them, or they are close to children and it is asked at the club.
 */
export function judgeSigned(profile: Profile, person: SignedPerson, now: Date): SignedVerdict[] {
  return Object.entries(profile.controls).flatMap(([rule, choice]): SignedVerdict[] => {
    if (!signedRules.includes(rule)) return []
    const answers = answersTo(rule, person)
    if (answers.length === 0) return []
    const why = person.exempt.get(rule)
    const found = why === undefined ? standing(rule, answers, person, now) : exemptBy(why)
    return [{ rule, ...counting(choice, found, now) }]
  })
}

/** What answers a rule for this person: of a rule about signing again, what they signed before. */
function answersTo(rule: string, { standings, close, drills }: SignedPerson): SignedStanding[] {
  if (rule === again) return standings.filter(({ before, signed }) => before || signed !== null)
  const holds = rule === drillRule ? drills : close
  return standings.filter(
    ({ rules, asked, signed }) =>
      rules.includes(rule) && (holds || asked !== null || signed !== null),
  )
}

/** All that answers it has to be signed; the worst says how it stands. */
function standing(
  rule: string,
  answers: readonly SignedStanding[],
  { words }: SignedPerson,
  now: Date,
): Found {
  const all = answers.map((each) => ofOne(each, now)).toSorted((a, b) => rank(a) - rank(b))
  const asked = all.filter(({ reason }) => reason !== 'nobody_asked')
  // Who is asked for one of two need not be asked for the other.
  const [worst = notSigned('Nobody has asked them yet.', 'nobody_asked', null)] =
    asked.length > 0 ? asked : all
  if (worst.result === 'met') {
    const ends = all.flatMap(({ until }) => until ?? [])
    const until = ends.length === 0 ? null : new Date(Math.min(...ends.map(Number)))
    return { ...worst, until, changesAt: until }
  }
  const word = words.find((each) => each.rule === rule && each.until > now)
  return worst.result === 'could_not_check' && word
    ? byWord({ ...word, by: 'They', verifiedBy: word.verifiedBy && 'Somebody else' })
    : worst
}

const results = ['not_met', 'could_not_check', 'met', 'not_applicable'] as const
const rank = ({ result }: Found) => results.indexOf(result)

function ofOne({ title, signed, asked }: SignedStanding, now: Date): Found {
  if (signed && (signed.until === null || signed.until > now)) {
    // Whose it is says the row: what is kept for ever has no name of theirs.
    const because = `They agreed to “${title}” on ${formatDate(signed.at)}.`
    const { until } = signed
    return { result: 'met', reason: null, because, proof: 'signed', until, changesAt: until }
  }
  if (!asked) return notSigned(`Nobody has asked them for “${title}”.`, 'nobody_asked', null)
  if (asked.state === 'declined') return late(`They do not agree to “${title}”.`)
  if (asked.state === 'not_sent') {
    return notSigned(
      `They have not joined yet, so “${title}” has not reached them.`,
      'not_signed_yet',
      null,
    )
  }
  const day = formatDate(asked.dueAt)
  if (asked.graceUntil <= now) return late(`“${title}” is not signed. It was due by ${day}.`)
  const because = `“${title}” is not signed yet. It is due by ${day}.`
  return notSigned(because, 'not_signed_yet', asked.graceUntil)
}

const late = (because: string): Found => ({
  ...{ result: 'not_met', reason: null, because, proof: 'signed', until: null, changesAt: null },
})

const notSigned = (because: string, reason: NotKnown, changesAt: Date | null): Found => ({
  ...{ result: 'could_not_check', reason, because, proof: 'signed', until: null, changesAt },
})

/** Somebody’s word that stands for it, and whoever else has looked. */
export function byWord({ by, at, until, verifiedBy }: Omit<OwnWord, 'rule'>): Found {
  const looked = verifiedBy === null ? '' : ` ${verifiedBy} has looked at it, too.`
  const because = `${by} said so on ${formatDate(at)}.${looked}`
  const proof = verifiedBy === null ? 'stated' : 'verified'
  return { result: 'met', reason: null, because, proof, until, changesAt: until }
}

/** It does not apply, by what people of the club said and agreed. */
export const exemptBy = (because: string): Found => ({
  ...{ result: 'not_applicable', reason: null, because, proof: 'stated' },
  ...{ until: null, changesAt: null },
})

/** A rule that is announced cannot be broken before its day. */
export function counting(
  { level, countsFrom }: ControlChoice,
  found: Found,
  now: Date,
): Omit<SignedVerdict, 'rule'> {
  if (found.result !== 'not_met' || hasBegun(countsFrom, now)) return { level, ...found }
  const day = formatDate(new Date(`${countsFrom ?? ''}T00:00:00Z`))
  const because = `${found.because} The rule counts from ${day}.`
  return { level, ...found, result: 'not_applicable', because }
}
