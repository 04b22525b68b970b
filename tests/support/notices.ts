import { randomUUID } from 'node:crypto'
import type { Context } from '#lib/context'
import { systemPool } from '#lib/database/pools'
import type { JobKind } from '#lib/jobs/jobs'
import { workerContext } from './worker-context'
import { sendNotice } from '#lib/notices/send-notice'
import { warnOfSession } from '#lib/notices/warn-of-session'
import { rowsOf } from './connections'
import { userIdOf, type Coach } from './contexts'
import { asRole } from './database'

const hour_ms = 60 * 60 * 1000

export const hoursBefore = (moment: Date, hours: number) =>
  new Date(moment.getTime() - hours * hour_ms)

type Unsafe = {
  startsAt: Date
  level?: 'MUST' | 'SHOULD'
  control?: string
  /** Whose finding it is: the session's own, or its host's account's. */
  of?: 'meeting' | 'user'
}

/** A session of a club as an audit and its judging leave it, with one open finding. */
export async function aSession(club: Context, { coachId, me }: Coach, unsafe: Unsafe) {
  const { startsAt, level = 'MUST', control = 'Z02', of = 'meeting' } = unsafe
  const ids = { session: randomUUID(), connection: randomUUID(), finding: randomUUID() }
  const o = club.organisation.id
  await asRole('superuser', async (client) => {
    await client.query(
      `insert into coach_connections (organisation_id, id, coach_id, holder_organisation_id, state,
         connected_at) values ($1, $2, $3, $4, 'connected', now())`,
      [o, ids.connection, coachId, me.organisation.id],
    )
    await client.query(
      `insert into sessions (organisation_id, id, connection_id, coach_id, zoom_type, topic,
         starts_at, duration_minutes) values ($1, $2, $3, $4, 8, 'Ella’s class', $5, 45)`,
      [o, ids.session, ids.connection, coachId, startsAt],
    )
    await client.query(
      `insert into findings (organisation_id, id, subject_kind, subject_id, coach_id, control,
         control_version, level, state, because, opened_at, last_seen_at)
       values ($1, $2, $3, $4, $5, $6, 1, $7, 'open', 'It is off.', $8, $8)`,
      [
        ...[o, ids.finding, of, of === 'user' ? ids.connection : ids.session, coachId],
        ...[control, level, hoursBefore(startsAt, 72)],
      ],
    )
  })
  return ids
}

export type NoticeRow = {
  id: string
  kind: string
  role: string
  state: string
  of_name: string | null
  send_after: Date
  facts: Record<string, unknown>
}

/** The notices of a person, in the order in which they were written. */
export const noticesOf = (me: Context) =>
  rowsOf<NoticeRow>('select * from notices where organisation_id = $1 order by created_at, kind', [
    me.organisation.id,
  ])

/** When something is due, or null. */
export async function dueAt(kind: JobKind, subjectId: string): Promise<Date | null> {
  const rows = await rowsOf<{ at: Date }>(
    'select at from system.due where kind = $1 and subject_id = $2',
    [kind, subjectId],
  )
  return rows[0]?.at ?? null
}

export async function makeDue(kind: JobKind, organisation: Context, subject: string, at: Date) {
  await rowsOf(
    'insert into system.due (kind, organisation_id, subject_id, at) values ($1, $2, $3, $4)',
    [kind, organisation.organisation.id, subject, at],
  )
}

/** What a worker holds that takes this in hand at `now`; null where nothing is due. */
export async function leaseAt(kind: JobKind, organisationId: string, subject: string, now: Date) {
  const found = await systemPool().query<{ token: string; attempt: number }>(
    `select token, attempt from due_claim($1, $2, $3, $4, interval '1 minute')`,
    [kind, organisationId, subject, now],
  )
  const [row] = found.rows
  return row ? { ...row, isLast: false } : null
}

/** The work on a session that is due at `now`, as the worker does it. False where nothing is. */
export async function warnAt(club: Context, sessionId: string, now: Date): Promise<boolean> {
  const held = await leaseAt('session-warning', club.organisation.id, sessionId, now)
  if (!held) return false
  const ctx = await workerContext('session-warning', club.organisation.id, now)
  await warnOfSession(ctx, sessionId, held)
  return true
}

/** Sends what is due of a person's notices at `now`; how many there were. */
export async function sendDueAt(me: Context, now: Date): Promise<number> {
  const person = me.organisation.id
  const ctx = await workerContext('send-notice', person, now)
  let taken = 0
  for (const { id } of await noticesOf(me)) {
    const held = await leaseAt('send-notice', person, id, now)
    if (held) await sendNotice(ctx, id, held)
    taken += held ? 1 : 0
  }
  return taken
}

/** Somebody of a club as they are in their own record. */
export async function personOf(ctx: Context): Promise<Context> {
  const [row] = await rowsOf<{ id: string; name: string; slug: string }>(
    'select organisation_id as id, name, slug from organisations where user_id = $1',
    [userIdOf(ctx)],
  )
  if (!row) throw new Error('everybody has a record of their own')
  return { ...ctx, organisation: { ...row, kind: 'person' }, roles: ['person'] }
}
