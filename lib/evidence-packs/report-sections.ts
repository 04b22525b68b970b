import { checksDue, daysInShort, type ChecksOfConnection } from '../core/checks-due'
import { controlWords } from '../core/control-words'
import { counted, formatCalendarDate, formatDateTime } from '../core/dates'
import { isUnknown } from '../core/proof/stands-stated'
import { profileName } from '../core/profiles/profile-name'
import type { PackPeriod, PackRows } from './collect-pack'
import { coachesNotChecked, notCheckedWords } from './coaches-not-checked'
import { whatThisDoesNotShow } from './pack-contents'
import { statementItems } from './report-statements'
import { scheduledChecksOf } from './scheduled-checks-of'

/** One thing in a list: what it is in bold where it has a name, and what there is to say of it. */
export type Item = { lead?: string; text: string }

export type Section = { heading: string; intro?: string; items: readonly Item[] }

type Finding = PackRows['findings'][number]

/** What the report says, in words for people; the files beside it say the same for programs. */
export function reportSections(period: PackPeriod, rows: PackRows, hasLog: boolean): Section[] {
  // By the alphabet, MUST comes before SHOULD.
  const open = rows.findings
    .filter((row) => row.state === 'open')
    .toSorted((a, b) => a.level.localeCompare(b.level))
  const closed = rows.findings.filter((row) => row.state === 'closed')
  const unknown = unknownItems(period, rows)
  const stated = statementItems(period, rows)
  const describe = describeFinding(rows)
  const notChecked = coachesNotChecked(period, rows)
  return [
    { heading: 'In short', items: inShort(period, rows, open, closed) },
    { heading: `Open at the end: ${open.length}`, items: open.map(describe) },
    { heading: `Mended or ended within it: ${closed.length}`, items: closed.map(describe) },
    {
      heading: `Coaches not checked at the end: ${notChecked.length}`,
      intro:
        'They were on the register and coach under-18s online, as the register said when this pack was made. Whether they were safe is not known.',
      items: notChecked.map(({ name, why }) => ({ lead: name, text: notCheckedWords[why] })),
    },
    {
      heading: `Rules that could not be checked: ${unknown.length}`,
      intro: 'What could not be checked is not known to be safe, and never counts as met.',
      items: unknown,
    },
    {
      heading: `What people stated: ${stated.length}`,
      intro: 'Where Zoom never tells, somebody’s word stands in. It is not a check.',
      items: stated,
    },
    { heading: 'What was due, and what ran', items: checkItems(period, rows) },
    { heading: 'Sessions by number', items: sessionItems(rows) },
    {
      heading: 'What this pack does not show',
      items: whatThisDoesNotShow(hasLog).map((text) => ({ text })),
    },
    {
      heading: 'How to check this pack',
      items: [
        { text: 'manifest.json lists every file with its length and its SHA-256.' },
        { text: 'Each file in readings/ is what Zoom said, named after its own SHA-256.' },
        {
          text: 'record-hashes.json gives, for each line of records.jsonl, its hashes, worked out from its bytes.',
        },
        {
          text: 'erased-records.json lists the records whose text was erased since, because somebody asked for it or their time was over: their hashes are as they were.',
        },
        {
          text: 'The same days asked for again give the same bytes, unless somebody was erased meanwhile.',
        },
      ],
    },
  ]
}

function inShort(
  period: PackPeriod,
  rows: PackRows,
  open: readonly Finding[],
  closed: readonly Finding[],
): Item[] {
  const must = open.filter(({ level }) => level === 'MUST').length
  const checks = checksDue(rows.connections, rows.audits, period)
  const notChecked = coachesNotChecked(period, rows).map(({ name }) => name)
  const profiles = [...new Set(rows.changes.map((row) => row.profile))].toSorted()
  return [
    {
      text: `${counted(open.length, 'thing')} to mend at the end, of which ${must} that the rules say MUST be. ${counted(closed.length, 'thing')} mended or ended.`,
    },
    {
      text:
        checks.length === 0
          ? 'No Zoom account was connected, so nothing was checked.'
          : `${counted(rows.audits.filter(({ whole }) => whole).length, 'check')} of ${counted(checks.length, 'Zoom account')}. ${daysDueAndMissed(period, rows)}`,
    },
    ...(notChecked.length === 0
      ? []
      : [
          {
            text: `${counted(notChecked.length, 'coach', 'coaches')} not checked at the end: ${notChecked.join(', ')}.`,
          },
        ]),
    ...(profiles.length === 0
      ? []
      : [{ text: `Held against: ${profiles.map(profileName).join('; ')}.` }]),
  ]
}

/** Of what stood in the timetable: nothing to say where all of it was made. */
function didNotHappen(period: PackPeriod, rows: PackRows): string {
  const scheduled = scheduledChecksOf(period, rows)
  const missed = scheduled.filter(({ state }) => state === 'missed').length
  return missed === 0
    ? ''
    : ` Of ${counted(scheduled.length, 'check')} in our timetable, ${missed} did not happen.`
}

function daysDueAndMissed(period: PackPeriod, rows: PackRows): string {
  const { days, due, without } = daysInShort(rows.connections, rows.audits, period)
  const missed =
    without === 0
      ? 'every account had a complete one each time it was due'
      : `on ${without} of those days an account had no complete one`
  const what = `A check was due on ${due} of the ${counted(days, 'day')}`
  return due === 0 ? `${what}.` : `${what}; ${missed}.${didNotHappen(period, rows)}`
}

const endings: Readonly<Record<string, string>> = {
  mended: 'mended: a later complete check saw it',
  session_ended_unsafe: 'its session took place as it was',
  removed: 'its session was removed',
  rule_withdrawn: 'the rule is no longer asked for',
  left: 'the coach left',
}

const describeFinding = (rows: PackRows) => {
  const names = namesOf(rows)
  const numbers = sessionNumbers(rows)
  return (row: Finding): Item => {
    const [first, last] = [row.events[0], row.events.at(-1)]
    const where = {
      user: 'Zoom account',
      meeting: `session ${numbers.get(row.subjectId) ?? '?'}`,
      account: 'settings for everybody',
      group: 'settings for a group',
      coach: 'what they have to show',
      club: 'its welfare officers',
    }[row.subjectKind]
    const whose =
      row.coachId === null
        ? row.subjectKind === 'club'
          ? 'The club'
          : 'The club’s own Zoom account'
        : (names.get(row.coachId) ?? 'A coach who has left')
    const since = first ? ` Since ${formatDateTime(first.at)}.` : ''
    const end =
      row.state === 'closed' && last
        ? ` Ended ${formatDateTime(last.at)}: ${endingOf(row, last.closeReason)}.`
        : ''
    return {
      lead: `${whose}, ${where}: ${controlWords(row.control, row.subjectKind).headline}`,
      text: `${first?.because ?? ''} Rule ${row.control}, ${row.level}.${since}${end}`.trim(),
    }
  }
}

function endingOf({ subjectKind }: Finding, reason: string | null): string {
  if (reason === 'left' && subjectKind === 'account') return 'the club disconnected the account'
  if (reason === 'left' && subjectKind === 'group') return 'the club disconnected the account'
  if (reason === 'removed' && subjectKind === 'group') return 'the group is no longer there'
  return endings[reason ?? ''] ?? 'no reason on record'
}

const namesOf = (rows: PackRows) => new Map(rows.coaches.map((coach) => [coach.id, coach.name]))

/** A number for each session, in the order of their ids: an id is nothing to read aloud. */
function sessionNumbers(rows: PackRows): ReadonlyMap<string, number> {
  const ids = [...rows.findings, ...rows.changes]
    .filter(({ subjectKind }) => subjectKind === 'meeting')
    .map(({ subjectId }) => subjectId)
  return new Map([...new Set(ids)].toSorted().map((id, index) => [id, index + 1]))
}

function sessionItems(rows: PackRows): Item[] {
  const names = namesOf(rows)
  const coachOf = new Map(
    [...rows.findings, ...rows.changes].map(({ subjectId, coachId }) => [subjectId, coachId]),
  )
  return [...sessionNumbers(rows)].map(([id, number]) => ({
    text: `Session ${number}: ${names.get(coachOf.get(id) ?? '') ?? 'a coach who has left'}, ${id} in the files.`,
  }))
}

function unknownItems({ until }: PackPeriod, rows: PackRows): Item[] {
  const newest = new Map<string, PackRows['changes'][number]>()
  for (const row of rows.changes) {
    newest.set(`${row.subjectKind} ${row.subjectId} ${row.control}`, row)
  }
  const times = new Map<string, number>()
  for (const row of newest.values()) {
    if (!isUnknown(row, until)) continue
    const line = `${row.control} (${row.level}): ${row.because}`
    times.set(line, (times.get(line) ?? 0) + 1)
  }
  return [...times]
    .map(([line, count]) => ({ text: count === 1 ? line : `${line} ${count} times.` }))
    .toSorted((a, b) => (a.text < b.text ? -1 : 1))
}

/** More dates than this are in checks.json. */
const datesShown_max = 10

function checkItems(period: PackPeriod, rows: PackRows): Item[] {
  const names = namesOf(rows)
  const coachOf = new Map(rows.connections.map((row) => [row.id, names.get(row.coachId)]))
  const { days } = daysInShort(rows.connections, rows.audits, period)
  return checksDue(rows.connections, rows.audits, period).map((row) => ({
    lead: coachOf.get(row.connection) ?? 'A coach who has left',
    text: `A check was due on ${row.due} of the ${counted(days, 'day')}. ${counted(row.ran, 'check')} ran, of which ${row.complete} could read everything. ${missedDays(row)}`.trim(),
  }))
}

function missedDays({ due, daysWithout: days }: ChecksOfConnection): string {
  if (due === 0) return ''
  if (days.length === 0) return 'Each day it was due had a complete check.'
  const shown = days.slice(0, datesShown_max).map(formatCalendarDate).join(', ')
  const more = days.length > datesShown_max ? ', and more in checks.json' : ''
  return `${counted(days.length, 'day')} without a complete check: ${shown}${more}.`
}
