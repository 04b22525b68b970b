import { controlById } from '../core/controls/catalogue'
import type { Profile } from '../core/profiles/profile'
import type { ControlResult, Result } from '../core/results'
import type { CheckedSubject } from './check-files'

const words: Record<Result, string> = {
  met: 'Met',
  not_met: 'Not met',
  could_not_check: 'Could not check',
  not_applicable: 'Does not apply',
}

/** The result of a check for programs: one row for each control on each subject. */
export function checkedAsJson(profile: Profile, subjects: readonly CheckedSubject[]): string {
  const results = subjects.flatMap(({ subject, results: judged }) =>
    judged.map(({ control, version, result, because }) => {
      return { control, version, subject, result, because }
    }),
  )
  return JSON.stringify({ profile: `${profile.id}@${profile.version}`, results }, null, 2)
}

/** The same for people: a heading for each subject, and below it what was seen. */
export function checkedAsText(profile: Profile, subjects: readonly CheckedSubject[]): string {
  const heading = `Checked against ${profile.name}, version ${profile.version}.`
  return [heading, ...subjects.map(subjectAsText)].join('\n\n')
}

function subjectAsText({ subject, results }: CheckedSubject): string {
  const name = subject.startsWith('meeting:')
    ? `Meeting ${subject.slice('meeting:'.length)}`
    : { user: 'The host’s own settings', account: 'The Zoom account', group: 'The group' }[subject]
  const count = (result: Result) => results.filter((each) => each.result === result).length
  const counts = (['not_met', 'could_not_check', 'met'] as const)
    .map((result) => `${words[result].toLowerCase()} ${count(result)}`)
    .join(', ')
  const title = `${name ?? subject}: ${counts}`
  return [title, '='.repeat(title.length), ...results.map(lineOf(subject))].join('\n')
}

const lineOf = (subject: string) => (each: ControlResult) => {
  const control = controlById(each.control)
  const inMeeting = subject.startsWith('meeting:') ? control?.meetingHeadline : undefined
  const unmet = inMeeting ?? control?.headline
  const headline = (each.result === 'not_met' ? unmet : control?.title) ?? each.control
  return [
    `${words[each.result].padEnd(16)}${each.control.padEnd(6)}${each.level.padEnd(8)}${headline}`,
    `${' '.repeat(30)}${each.because}`,
  ].join('\n')
}
