import { formatDate } from '../dates'
import type { ControlChoice, Profile } from '../profiles/profile'
import { isPolicyRule } from '../policies/policy-rules'
import { registerRules } from '../register/needs'
import { isSaidRule } from '../rules/rule-ids'
import {
  byWord,
  counting,
  drillRule,
  exemptBy,
  signedRules,
  type Found,
  type OwnWord,
  type SignedVerdict,
} from './judge-signed'

/** What a policy says to a rule, by the club that goes by it. */
export type ClubAnswer = {
  readonly title: string
  /** Who adopted or published it; null where that is not known. */
  readonly by: string | null
  readonly since: Date
}

/** A club as the rules look at it that somebody signs or states. */
export type SignedClub = {
  /** By rule, the policy that answers it. */
  readonly answers: ReadonlyMap<string, ClubAnswer>
  /** What the club stated of itself, by rule, and that counts. */
  readonly words: ReadonlyMap<string, Omit<OwnWord, 'rule'>>
  /** The yearly drill has begun here. */
  readonly drilling: boolean
  /** Rules of which somebody on the register has a result of their own. */
  readonly ofPeople: ReadonlySet<string>
  readonly exempt: ReadonlyMap<string, string>
}

/** True for a rule that is judged here, and neither by Zoom nor by the papers of people. */
export const isSignedOrStated = (rule: string): boolean =>
  isSaidRule(rule) && rule !== 'P12' && !registerRules.some((each) => each === rule)

/**
 * What those rules come to for the club itself. One that each person answers for themselves is left
 * to them, as soon as there is anybody: what everybody lacks for want of a policy is one thing to do.
 */
export function judgeClub(profile: Profile, club: SignedClub, now: Date): SignedVerdict[] {
  return Object.entries(profile.controls).flatMap(([rule, choice]): SignedVerdict[] => {
    if (!isSignedOrStated(rule) || club.ofPeople.has(rule)) return []
    return [{ rule, ...counting(choice, standing(rule, choice, club, now), now) }]
  })
}

function standing(rule: string, { statement }: ControlChoice, club: SignedClub, now: Date): Found {
  const why = club.exempt.get(rule)
  if (why !== undefined) return exemptBy(why)
  const word = club.words.get(rule)
  if (word && word.until > now) return byWord(word)
  const answer = club.answers.get(rule)
  if (answer) return byPolicy(rule, answer)
  if (rule === drillRule && club.drilling) {
    return notKnown('Nobody here has been asked to do the drill.', 'nobody_asked')
  }
  // Where somebody's word would do, it may be so all the same, and nobody has said it yet.
  if (statement) return notKnown('Nobody at the club has said so yet.', 'not_stated')
  if (rule === drillRule) return missing('The drill has not begun here.')
  if (isPolicyRule(rule)) return missing('The club goes by no policy that covers this.')
  return notKnown('Nothing here says so yet.', 'not_stated')
}

function byPolicy(rule: string, { title, by, since }: ClubAnswer): Found {
  if (signedRules.includes(rule)) {
    return notKnown(`Nobody here has been asked for “${title}” yet.`, 'nobody_asked')
  }
  const who = by === null ? 'The club goes' : `By ${by}, the club goes`
  const because = `${who} by “${title}” since ${formatDate(since)}.`
  return { result: 'met', reason: null, because, proof: 'signed', until: null, changesAt: null }
}

const missing = (because: string): Found => ({
  ...{ result: 'not_met', reason: null, because, proof: 'stated', until: null, changesAt: null },
})

const notKnown = (because: string, reason: 'nobody_asked' | 'not_stated'): Found => ({
  ...{ result: 'could_not_check', reason, because, proof: 'stated', until: null, changesAt: null },
})
