import { ruleTitle } from '../rules/rule-title'
import type { StatementSubject } from './statement'

/** What somebody says yes to. New words are a new version: what was stated keeps its own. */
export type StatementWords = { readonly text: string; readonly version: number }

const places: Readonly<Record<StatementSubject, string>> = {
  club: 'In our club',
  coach: 'For this coach',
  user: 'In this Zoom account',
  meeting: 'In this session',
  account: 'For everybody in the club’s Zoom account',
  group: 'For this group in the club’s Zoom account',
}

/** Rules whose title is not what one sees in Zoom. */
const own: Readonly<Record<string, (place: string) => StatementWords>> = {
  Z22: (place) => ({
    version: 1,
    text: `I have looked in Zoom’s settings myself. ${place}, the host lets each person in from the waiting room. Nobody is let in by itself.`,
  }),
}

const ofZoom = ['user', 'meeting', 'account', 'group'] as const

const isOfZoom = (subject: StatementSubject): subject is (typeof ofZoom)[number] =>
  ofZoom.some((each) => each === subject)

/**
 * The exact words of a statement about a rule. `title` is the rule, where it is no control;
 * `equivalent` is what the rules take in its place, where it rests on that.
 */
export function statementWords(
  rule: string,
  subject: StatementSubject,
  title: string = ruleTitle(rule),
  equivalent?: string,
): StatementWords {
  const place = places[subject]
  if (equivalent !== undefined) {
    return { version: 1, text: `${place}, this is so: ${equivalent}. It counts for: ${title}.` }
  }
  const words = own[rule]
  if (words) return words(place)
  const looked = isOfZoom(subject) ? 'I have looked in Zoom myself. ' : ''
  return { version: 1, text: `${looked}${place}, this is so: ${title}.` }
}
