import type { Json } from '../core/canonical-json'
import type { SubjectKind } from '../core/control-words'
import { checksDue } from '../core/checks-due'
import { bodyPaths } from '../core/pack/layout'
import { untilPassedOn } from '../core/register/needs'
import type { PackPeriod, PackRows } from './collect-pack'
import { coachesNotChecked } from './coaches-not-checked'
import { csvFile } from './pack-csv'
import { jsonFile, linesFile, type PackFile } from './pack-file'
import { rulesJson } from './rules-json'
import { scheduledChecksOf } from './scheduled-checks-of'

const neverShown = [
  'Whether all records are in it: each in it is in the public log, which does not say whose the others are.',
  'Sessions that were run on another account or with another app.',
  'Who took part, who is under 18, whether a parent was in the room, or what was said.',
  'Whether a link or passcode was posted in public.',
  'Whether the waiting room was used with care: only that it was on.',
  'What Zoom did not let us read: such results say “could not check” and never count as met.',
  'Whether what somebody stated is so: only who said it, when, and who else looked.',
  'The times and topics of sessions, which stay with the club.',
]

/** What a reader must not take from a pack. Every pack says so, in its manifest and its report. */
export const whatThisDoesNotShow = (hasLog: boolean): readonly string[] =>
  hasLog
    ? neverShown
    : [...neverShown, 'That the records were not changed since: no public log held them then.']

const time = (at: Date | null) => at?.toISOString() ?? null

/** The data files of a pack, readings aside: the same rows give the same bytes. */
export function packContents(period: PackPeriod, rows: PackRows): PackFile[] {
  return [
    jsonFile(bodyPaths.results, 'results', rows.changes.map(resultJson)),
    resultsCsv(rows),
    jsonFile('findings.json', 'findings', rows.findings.map(findingJson)),
    findingsCsv(rows),
    jsonFile('statements.json', 'statements', rows.statements.map(statementJson)),
    jsonFile('acceptances.json', 'accepted risks', rows.acceptances.map(acceptanceJson)),
    jsonFile(bodyPaths.checks, 'schedule', checksJson(period, rows)),
    jsonFile('coaches.json', 'people', coachesJson(period, rows)),
    jsonFile(bodyPaths.rules, 'rules', rulesJson(period, rows)),
    linesFile(bodyPaths.records, 'evidence records', () =>
      rows.records.flatMap(({ record }) => record ?? []),
    ),
    jsonFile(
      bodyPaths.recordHashes,
      'evidence records',
      held(rows).map(({ id, entry, leaf }) => ({ id, entry, leaf })),
    ),
    jsonFile(
      bodyPaths.erasedRecords,
      'evidence records',
      rows.records.flatMap(({ id, kind, entry, leaf, erasedAt }) =>
        erasedAt === null ? [] : { id, kind, entry, leaf, erased_at: time(erasedAt) },
      ),
    ),
  ]
}

/** Those whose text is still there: of the others their hashes are, and when it was erased. */
const held = (rows: PackRows) => rows.records.filter(({ record }) => record !== null)

type Change = PackRows['changes'][number]

const resultJson = (row: Change): Json => ({
  subject: { kind: row.subjectKind, id: row.subjectId },
  coach: row.coachId,
  control: row.control,
  version: row.controlVersion,
  profile: row.profile,
  level: row.level,
  result: row.result,
  reason: row.reason,
  because: row.because,
  proof: row.proof,
  statement: row.statementId,
  stated_until: time(untilPassedOn(row.control, row.statedUntil)),
  valid_from: time(row.validFrom),
  recorded_at: time(row.recordedAt),
  check: row.auditId,
  record: row.evidenceRecordId,
})

function findingJson(row: PackRows['findings'][number]): Json {
  return {
    id: row.id,
    subject: { kind: row.subjectKind, id: row.subjectId },
    coach: row.coachId,
    control: row.control,
    level: row.level,
    state: row.state,
    events: row.events.map((event) => ({
      event: event.event,
      at: time(event.at),
      because: event.because,
      close_reason: event.closeReason,
      check: event.auditId,
    })),
  }
}

const statementJson = (row: PackRows['statements'][number]): Json => ({
  id: row.id,
  subject: { kind: row.subjectKind, id: row.subjectId },
  coach: row.coachId,
  rule: row.rule,
  words: row.words,
  words_version: row.wordsVersion,
  stated_by: row.by,
  stated_at: time(row.at),
  lapses_at: time(row.lapsesAt),
  events: row.events.map((event) => ({
    event: event.event,
    by: event.byName,
    at: time(event.at),
    record: event.evidenceRecordId,
  })),
})

/** Reasons are the club’s: a record has the hash of each, so that who has the words can show them. */
const acceptanceJson = (row: PackRows['acceptances'][number]): Json => ({
  id: row.id,
  finding: row.findingId,
  subject: { kind: row.subjectKind, id: row.subjectId },
  coach: row.coachId,
  control: row.control,
  level: row.level,
  until: time(row.until),
  events: row.events.map((event) => ({
    event: event.event,
    by: event.byName,
    at: time(event.at),
    until: time(event.until),
    record: event.evidenceRecordId,
  })),
})

const checksJson = (period: PackPeriod, rows: PackRows): Json => ({
  due_and_ran: checksDue(rows.connections, rows.audits, period),
  scheduled: scheduledChecksOf(period, rows).map((check) => ({
    connection: check.connectionId,
    due_at: time(check.dueAt),
    state: check.state,
    read_at: time(check.readAt),
    complete: check.complete,
  })),
  checks: rows.audits.map((audit) => ({
    id: audit.id,
    connection: audit.connectionId,
    coach: audit.coachId,
    trigger: audit.trigger,
    asked_for_at: time(audit.queuedAt),
    read_at: time(audit.readAt),
    whole_account: audit.whole,
    complete: audit.complete,
    could_not_check: audit.couldNotCheckReason,
  })),
  bodies: rows.confirmations.map((row) => ({
    check: row.auditId,
    body: row.bodyKind,
    subject: row.subjectId,
    reading: row.readingHash,
    could_not_check: row.couldNotCheckReason,
    read_at: time(row.readAt),
  })),
})

function coachesJson(period: PackPeriod, rows: PackRows): Json {
  const why = new Map(coachesNotChecked(period, rows).map((row) => [row.id, row.why]))
  return rows.coaches.map(({ id, name }) => ({
    id,
    name,
    not_checked_at_the_end: why.get(id) ?? null,
  }))
}

const nameOf = (rows: PackRows) => {
  const names = new Map(rows.coaches.map((coach) => [coach.id, coach.name]))
  return (coachId: string | null) =>
    coachId === null ? 'the club’s own account' : (names.get(coachId) ?? coachId)
}

const subjectNames = {
  user: 'account',
  meeting: 'session',
  account: 'whole account',
  group: 'group of users',
  coach: 'person on the register',
  club: 'club',
} as const satisfies Record<SubjectKind, string>

function resultsCsv(rows: PackRows): PackFile {
  const name = nameOf(rows)
  return csvFile(
    'csv/results.csv',
    [
      'coach',
      'subject',
      'subject id',
      'rule',
      'version',
      'level',
      'result',
      'why',
      'since',
      'proof',
    ],
    rows.changes.map((row) => [
      name(row.coachId),
      subjectNames[row.subjectKind],
      row.subjectId,
      row.control,
      row.controlVersion,
      row.level,
      row.result,
      row.because,
      time(row.validFrom),
      row.proof,
    ]),
  )
}

function findingsCsv(rows: PackRows): PackFile {
  const name = nameOf(rows)
  return csvFile(
    'csv/findings.csv',
    ['coach', 'subject', 'subject id', 'rule', 'level', 'state', 'opened', 'last change', 'why'],
    rows.findings.map((row) => [
      name(row.coachId),
      subjectNames[row.subjectKind],
      row.subjectId,
      row.control,
      row.level,
      row.state,
      time(row.events[0]?.at ?? null),
      time(row.events.at(-1)?.at ?? null),
      row.events.at(-1)?.because ?? '',
    ]),
  )
}
