import { formatCalendarDate } from '../dates'
import type { RuleGroup, RuleLevel } from './rule'

/** What each group of rules is called. */
export const groupTitles: Readonly<Record<RuleGroup, string>> = {
  zoom: 'How Zoom is set',
  sessions: 'How a session is planned and held',
  people: 'Who may coach',
  governance: 'What the club has decided',
  incidents: 'When something goes wrong',
  assessment: 'Looking at oneself',
}

/** How strongly the catalogue asks for a rule, before any governing body has chosen. */
export const levelSentences: Readonly<Record<RuleLevel, string>> = {
  MUST: 'It must be so',
  SHOULD: 'It should be so',
  PROFILE: 'Each governing body says how',
}

/** A source with its own date, which is a day, a month or a year. */
export const sourceWords = ({ text, date }: { readonly text: string; readonly date?: string }) =>
  date === undefined ? text : `${text}, ${sourceDate(date)}`

/** `15 May 2020`, `June 2020` or `2020`: as exact as the source is. */
export function sourceDate(date: string): string {
  const [year = '', month, day] = date.split('-')
  if (month === undefined) return year
  const words = formatCalendarDate(`${year}-${month}-${day ?? '15'}`)
  return day === undefined ? words.replace(/^\d+ /, '') : words
}
