import type { Control, MendSteps } from './controls/control'
import { controlById } from './controls/catalogue'
import { ruleById } from './rules/catalogue'
import type { subjectKinds } from './subject-kinds'

/** What a rule is judged on. Only the first two belong to one host. */
export type SubjectKind = (typeof subjectKinds)[number]

/** One host's own settings, and one session. */
export type HostSubjectKind = 'user' | 'meeting'

/** What pages say of a rule, for settings (of a host, a group or an account) or for one session. */
export type ControlWords = {
  /** The rule in plain words. */
  readonly title: string
  /** What to say where it is not met. */
  readonly headline: string
  readonly why: string
  readonly source: Control['source'] | null
  /** Null where the rule is no longer in the catalogue. */
  readonly mend: MendSteps | null
  readonly whoCanMend: Control['whoCanMend']
}

/** The words for a control by its id. A rule that was withdrawn from the catalogue still has a name. */
export function controlWords(id: string, subject: SubjectKind): ControlWords {
  const control = controlById(id)
  const rule = subject === 'coach' || subject === 'club' ? ruleById(id) : undefined
  if (rule) {
    const { title, why, sources, mend } = rule
    const headline = headlineOf(id, subject) ?? `This is not so: ${title}`
    return { title, headline, why, source: sources[0] ?? null, mend, whoCanMend: 'host' }
  }
  if (!control) {
    return {
      title: `Rule ${id}`,
      headline: `Rule ${id} is not met`,
      why: 'This rule is no longer asked for.',
      source: null,
      mend: null,
      whoCanMend: 'host',
    }
  }
  const { title, headline, meetingHeadline, why, source, mend, meetingMend, whoCanMend } = control
  const isMeeting = subject === 'meeting'
  return {
    title,
    headline: (isMeeting ? meetingHeadline : undefined) ?? headline,
    why,
    source,
    mend: (isMeeting ? meetingMend : undefined) ?? mendAt(mend, subject),
    whoCanMend: subject === 'account' || subject === 'group' ? 'administrator' : whoCanMend,
  }
}

const headlineOf = (id: string, subject: SubjectKind) =>
  subject === 'club' && id === 'P11' ? 'A team has no named coach' : registerHeadlines[id]

/** What is wrong where a rule that people show, sign or state is not met. */
const registerHeadlines: Readonly<Record<string, string>> = {
  P01: 'The criminal record check is missing or out of date',
  P02: 'Nobody has looked in the Update Service lately',
  P03: 'Safeguarding training is missing or out of date',
  P04: 'The training for welfare officers is missing or out of date',
  P05: 'The training for committees is missing or out of date',
  P06: 'There is no coaching licence that covers coaching online',
  P07: 'There is no insurance that covers coaching online',
  P08: 'First aid training is missing or out of date',
  P10: 'The self-declaration is missing or out of date',
  P11: 'Not every role has been said yes to',
  P12: 'The club’s welfare officers are not as they should be',
  M14: 'The rules for rooms and clothes are not agreed to',
  M15: 'The rules for children’s cameras are not agreed to',
  M18: 'The rules for 16 and 17 year olds are not agreed to',
  M19: 'The yearly drill is not done',
  G01: 'The club has no safeguarding policy in force',
  G02: 'The online safety policy is not agreed to',
  G03: 'The code of conduct is not agreed to',
  G04: 'It is not laid down how to report a worry',
  G05: 'The rules for social media are not agreed to',
  G06: 'The rules for photos and films are not agreed to',
  G07: 'What was signed before is not signed again',
}

/** What is set for everybody stands elsewhere in Zoom than what one host sets for themselves. */
function mendAt(mend: Control['mend'], subject: SubjectKind): MendSteps {
  if (subject === 'account' && 'account' in mend) return mend.account
  return subject === 'group' && 'group' in mend ? mend.group : mend
}

/** Rules in the order in which they are shown: the catalogue's, and what it does not know last. */
export const controlPlace = (ids: readonly string[], id: string): number => {
  const place = ids.indexOf(id)
  return place === -1 ? ids.length : place
}
