import { randomUUID } from 'node:crypto'
import { vi } from 'vitest'
import type { Context } from '#lib/context'
import { startAudit } from '#lib/audits/start-audit'
import { allow } from '#lib/demo/zoom-control'
import { findDue } from '#lib/jobs/find-due'
import type { JobKind } from '#lib/jobs/jobs'
import { listMeetings } from '#lib/meetings/list-meetings'
import { sortMeetings } from '#lib/meetings/sort-meetings'
import { completeConnection } from '#lib/zoom-connections/complete-connection'
import { startConnection } from '#lib/zoom-connections/start-connection'
import type { NewMeeting } from '#lib/zoom-sandbox/meeting-body'
import type { NewUser } from '#lib/zoom-sandbox/new-user'
import { safeSettings } from '#lib/zoom-sandbox/persona-parts'
import { handle } from '../../workers/handlers'
import { rowsOf } from './connections'
import { at } from './contexts'
import { sandbox } from './sandbox'

export const day_ms = 24 * 60 * 60 * 1000

/** The same asker now, as the machine's clock has it: workers know no other. */
export const today = (ctx: Context): Context => at(ctx, new Date())

/** A Zoom account that meets every rule that Zoom tells a user of, and differs as it is said. */
export function zoomUser(differs: Partial<NewUser> = {}) {
  const email = `zoom.${randomUUID().slice(0, 8)}@example.org`
  const { settings, ...rest } = differs
  return sandbox.world.addUser({
    email,
    name: 'Jo Coach',
    plan: 'pro',
    ...rest,
    settings: { ...safeSettings, ...settings },
  })
}

/** A weekly class that begins tomorrow. */
export const weekly = (topic: string): NewMeeting => ({
  topic,
  startsAt: new Date(Date.now() + day_ms).toISOString(),
  duration_minutes: 45,
  weeks: 10,
})

/** The person says yes at Zoom; their account is connected and its first audit asked for. */
export async function connectAccount(me: Context, zoomUserId: string): Promise<string> {
  const { address } = await startConnection(today(me), {})
  const { connectionId } = await completeConnection(today(me), await allow(address, zoomUserId))
  return connectionId
}

/**
 * Does what is due of these kinds, and what becomes due by it, until nothing is. After a judgement the
 * bodies above are told, too, without the second for which that is gathered.
 */
export async function doDue(
  kinds: readonly JobKind[] = ['read-account', 'judge-club'],
): Promise<void> {
  for (;;) {
    // A clock that a test set stands still while the work goes on by its own.
    if (vi.isFakeTimers()) vi.setSystemTime(Date.now() + 1000)
    const due = (await findDue(new Date(), 1000)).filter(({ kind }) => kinds.includes(kind))
    if (due.length === 0) break
    await Promise.all(due.map(({ kind, ...payload }) => handle(kind, payload)))
  }
  if (kinds.includes('judge-club') || kinds.includes('open-alert')) await tellStatuses()
}

/** Has the moment come of each status that is due to be told, and tells it. */
export async function tellStatuses(): Promise<void> {
  const due = await rowsOf<{ organisationId: string }>(
    `update system.due set at = least(at, $1) where kind = 'deliver-status' and lease_token is null
     returning organisation_id as "organisationId"`,
    [new Date()],
  )
  const clubs = due.map((row) => row.organisationId)
  await Promise.all(
    clubs.map((id) => handle('deliver-status', { organisationId: id, subjectId: id })),
  )
}

/** One more audit, asked for by its holder, from the button to the club's results. */
export async function audit(me: Context, connectionId: string): Promise<string> {
  const { auditId } = await startAudit(today(me), { connectionId })
  await doDue()
  return auditId
}

/** Says by topic what meetings are: of a club, or private. What is not named stays unsorted. */
export async function sortByTopic(
  me: Context,
  connectionId: string,
  of: Readonly<Record<string, readonly string[] | 'private'>>,
): Promise<Record<string, string>> {
  const found = await listMeetings(today(me), { connectionId })
  const all = [...found.unsorted, ...found.sessions, ...found.private]
  const choices = all.flatMap(({ meetingId, topic }) => {
    const said = of[topic ?? '']
    return said ? [{ meetingId, ...sortingOf(said) }] : []
  })
  await sortMeetings(today(me), { choices })
  await doDue()
  return Object.fromEntries(all.map(({ topic, meetingId }) => [topic ?? '', meetingId]))
}

const sortingOf = (said: readonly string[] | 'private') =>
  said === 'private'
    ? { sorted: 'private' as const, clubIds: [] }
    : { sorted: 'session' as const, clubIds: [...said] }

/** `control result` of a subject in a club, by control. */
export async function resultsOf(club: Context, subjectId: string): Promise<Record<string, string>> {
  const rows = await rowsOf<{ control: string; result: string; reason: string | null }>(
    `select control, result, reason from results_current
     where organisation_id = $1 and subject_id = $2 order by control`,
    [club.organisation.id, subjectId],
  )
  return Object.fromEntries(
    rows.map(({ control, result, reason }) => [control, reason ? `${result}: ${reason}` : result]),
  )
}

export type FindingRow = {
  id: string
  control: string
  state: string
  close_reason: string | null
  times_opened: number
}

/** The findings of a subject in a club, by control. */
export const findingsOf = (club: Context, subjectId: string): Promise<FindingRow[]> =>
  rowsOf<FindingRow>(
    `select id, control, state, close_reason, times_opened from findings
     where organisation_id = $1 and subject_id = $2 order by control`,
    [club.organisation.id, subjectId],
  )

export type AuditRow = {
  state: string
  complete: boolean | null
  reason: string | null
  steps: string
}

/** One audit as its holder has it. */
export async function auditRow(auditId: string): Promise<AuditRow | undefined> {
  const rows = await rowsOf<AuditRow>(
    `select state, complete, could_not_check_reason as reason, steps_done || '/' || steps_total as steps
     from audits where id = $1`,
    [auditId],
  )
  return rows[0]
}
