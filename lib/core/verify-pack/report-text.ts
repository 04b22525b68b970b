import type { PackReport } from './verify-pack'
import { checkTitles, outcomeWords, verdictWords } from './words'

/** The report as plain text, for a terminal or a file. */
export function reportText(report: PackReport): string {
  const { about, checks } = report
  const heading = about
    ? [`${about.organisation.name}, ${about.period.from} to ${about.period.until}`, '']
    : []
  const parts = checks.flatMap(({ name, outcome, says }) => [
    `${outcomeWords[outcome].padEnd(9)}  ${checkTitles[name]}`,
    ...says.map((each) => `           ${each}`),
  ])
  const list = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ['', title, ...lines.map((line) => `- ${line}`)]
  return [
    ...heading,
    ...parts,
    ...list('What could not be put into it:', about?.failures ?? []),
    ...list('What it does not show:', about?.does_not_show ?? []),
    '',
    verdictWords(report),
  ].join('\n')
}
