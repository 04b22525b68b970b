import { formatDate } from '../core/dates'
import { ruleTitle } from '../core/rules/rule-title'
import type { PackPeriod, PackRows } from './collect-pack'
import type { Item } from './report-sections'
import type { PackStatement } from './statements-of-period'

const endings: Readonly<Record<string, string>> = {
  withdrawn: 'It was taken back',
  replaced: 'It was stated again',
  lapsed: 'It lapsed',
}

/** What people stated where Zoom never tells: in whose words, until when, and who else looked. */
export function statementItems({ until }: PackPeriod, rows: PackRows): Item[] {
  const names = new Map(rows.coaches.map(({ id, name }) => [id, name]))
  return rows.statements.map((statement) => {
    const { coachId, rule, words, by, at } = statement
    const whose = coachId === null ? 'The club' : (names.get(coachId) ?? 'A coach who has left')
    return {
      lead: `${whose}: ${ruleTitle(rule)}`,
      text: `“${words}” ${by} stated this on ${formatDate(at)}. ${second(statement)} ${end(statement, until)}`,
    }
  })
}

function second({ events }: PackStatement): string {
  const verified = events.find(({ event }) => event === 'verified')
  return verified
    ? `Verified by ${verified.byName ?? 'somebody'} on ${formatDate(verified.at)}.`
    : 'Not verified by a second person.'
}

function end({ events, lapsesAt }: PackStatement, until: Date): string {
  const ended = events.find(({ event }) => endings[event] !== undefined)
  if (ended) return `${endings[ended.event]} on ${formatDate(ended.at)}.`
  return `It ${lapsesAt < until ? 'lapsed' : 'lapses'} on ${formatDate(lapsesAt)}.`
}
