import type { Control, MendSteps } from './controls/control'
import { controlById } from './controls/catalogue'

/** What a rule is judged on. Only the first two belong to one host. */
export type SubjectKind = HostSubjectKind | 'account' | 'group'

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
