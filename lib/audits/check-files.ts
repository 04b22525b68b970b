import type { JsonObject } from '../core/canonical-json'
import { projectBody } from '../core/projection'
import type { AccountReadings, BodyKind, Reading } from '../core/readings'
import { accountKinds, groupKinds } from '../zoom/read-level-settings'
import { meetingIdOf, wrongKind } from './body-kinds'
import { readJsonFile } from './read-json-file'
import type { Checked, Rules } from './rules'

/** What a file is said to hold. Each but `meeting` may be given once. */
export type FileKind = Exclude<BodyKind, 'user'>

export type CheckFile = {
  readonly kind: FileKind
  readonly name: string
  readonly bytes: Uint8Array
}

/** `user`, `account`, `group` or `meeting:<id>`, with what each rule made of it. */
export type CheckedSubject = {
  readonly subject: string
  readonly results: readonly Checked[]
}

export type CheckedFiles =
  | { readonly ok: true; readonly subjects: readonly CheckedSubject[] }
  | { readonly ok: false; readonly problem: string }

/** How many files one check takes. */
export const filesMax = 1_000

/**
 * What a profile's or a benchmark's rules make of bodies that were saved from Zoom's API: the same projection and
 * the same rules as an audit, without Zoom and without a database. A problem is one line that names
 * the file, where in it, and what was expected.
 */
export function checkFiles(rules: Rules, files: readonly CheckFile[]): CheckedFiles {
  if (files.length > filesMax) {
    return { ok: false, problem: `expected at most ${filesMax} files, found ${files.length}` }
  }
  const readings: { [kind in Exclude<FileKind, 'meeting'>]?: Reading } = {}
  const meetings = new Map<string, Reading>()
  for (const file of files) {
    const read = readBody(file)
    if (!read.ok) return { ok: false, problem: `${file.name}: ${read.problem}` }
    if (file.kind !== 'meeting') readings[file.kind] = read.reading
    else if (meetings.has(read.meetingId)) {
      return { ok: false, problem: `${file.name}: expected each meeting once, found one again` }
    } else meetings.set(read.meetingId, read.reading)
  }
  return { ok: true, subjects: judge(rules, readings, meetings) }
}

type ReadBody = { ok: true; reading: Reading; meetingId: string } | { ok: false; problem: string }

function readBody({ kind, bytes }: CheckFile): ReadBody {
  const read = readJsonFile(bytes)
  if (!read.ok) return read
  const problem = wrongKind(kind, read.body)
  if (problem !== null) return { ok: false, problem }
  return { ok: true, reading: project(kind, read.body), meetingId: meetingIdOf(read.body) ?? '' }
}

const project = (kind: FileKind, body: JsonObject): Reading => ({
  read: true,
  body: projectBody(kind, body),
})

function judge(
  rules: Rules,
  readings: AccountReadings,
  meetings: ReadonlyMap<string, Reading>,
): CheckedSubject[] {
  const has = (...kinds: readonly (keyof AccountReadings)[]) =>
    kinds.some((kind) => readings[kind] !== undefined)
  const subjects: CheckedSubject[] = []
  const add = (subject: string, results: readonly Checked[]) => subjects.push({ subject, results })
  if (has('user_settings', 'user_meeting_security')) add('user', rules.user(readings))
  if (has(...accountKinds)) add('account', rules.account(readings))
  if (has(...groupKinds)) add('group', rules.group(readings))
  for (const [id, meeting] of meetings) {
    add(`meeting:${id}`, rules.meeting(readings, meeting))
  }
  return subjects
}
