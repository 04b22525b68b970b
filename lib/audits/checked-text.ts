import type { Result } from '../core/results'
import type { CheckedSubject } from './check-files'
import type { Checked, Rules } from './rules'

const words: Record<Result, string> = {
  met: 'Met',
  not_met: 'Not met',
  could_not_check: 'Could not check',
  not_applicable: 'Does not apply',
}

/** The result of a check for programs: one row for each rule on each subject. */
export function checkedAsJson({ label }: Rules, subjects: readonly CheckedSubject[]): string {
  const results = subjects.flatMap(({ subject, results: judged }) =>
    judged.map(({ control, version, result, because }) => {
      return { control, version, subject, result, because }
    }),
  )
  return JSON.stringify({ profile: label, results }, null, 2)
}

/** The same for people: a heading for each subject, and below it what was seen. */
export function checkedAsText({ name }: Rules, subjects: readonly CheckedSubject[]): string {
  return [`Checked against ${name}.`, ...subjects.map(subjectAsText)].join('\n\n')
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
  return [title, '='.repeat(title.length), ...results.map(asLines)].join('\n')
}

const asLines = ({ control, level, title, result, because }: Checked): string =>
  [
    `${words[result].padEnd(16)}${control.padEnd(10)}${level.padEnd(8)}${title}`,
    `${' '.repeat(34)}${because}`,
  ].join('\n')
