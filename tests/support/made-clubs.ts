import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { inTenant } from '#db/tenant'
import type { Context } from '#lib/context'
import { appPool } from '#lib/database/pools'
import { deliverStatus } from '#lib/roll-ups/deliver-status'
import { asRole } from './database'

/** Clubs in any state, written as they would stand, so that two views of one can be compared. */

/** Hours before (or, of a session's start, after) the moment at which the club is made. */
type Hours = number
type Judged = { result: 'met' | 'not_met' | 'could_not_check'; checked: Hours } | null

export type MadeSession = {
  ended: boolean
  zoomType: 2 | 3 | 8
  starts: Hours
  judged: Judged
}

export type MadeAccount = {
  state: 'connected' | 'disconnected'
  shareEnded: boolean
  asked: Hours | null
  complete: Hours | null
  /** Since when the oldest of its meetings is unsorted; null where none is. */
  unsorted: Hours | null
  judged: Judged
  sessions: readonly MadeSession[]
}

export type MadeCoach = {
  under18s: boolean
  joined: boolean
  left: boolean
  /** `accepted`: a MUST whose risk is accepted for the next 20 hours. */
  finding: 'MUST' | 'SHOULD' | 'accepted' | null
  accounts: readonly MadeAccount[]
}

export const inOrder = {
  session: { ended: false, zoomType: 8, starts: 5, judged: { result: 'met', checked: 2 } },
  account: {
    state: 'connected',
    shareEnded: false,
    asked: 2,
    complete: 2,
    unsorted: null,
    judged: { result: 'met', checked: 2 },
    sessions: [],
  },
  coach: { under18s: true, joined: true, left: false, finding: null, accounts: [] },
} as const satisfies { session: MadeSession; account: MadeAccount; coach: MadeCoach }

const hour_ms = 60 * 60 * 1000

type Write = { client: pg.Client; club: string; now: Date }

const before = (now: Date, hours: Hours | null) =>
  hours === null ? null : new Date(now.getTime() - hours * hour_ms)

/** A club under the body, made so at `body.now`, whose status has been delivered then. */
export async function aMadeClub(body: Context, coaches: readonly MadeCoach[]): Promise<Context> {
  const club = randomUUID()
  const { now } = body
  const organisation = { id: club, kind: 'club' as const, name: 'Made', slug: `made-${club}` }
  await asRole('superuser', async (client) => {
    await client.query(
      `insert into organisations (organisation_id, kind, name, slug, created_at)
       values ($1, 'club', 'Made', $2, $3)`,
      [club, organisation.slug, now],
    )
    await client.query(
      `insert into affiliations (organisation_id, id, side, other_organisation_id, other_name,
         other_kind, starts_at)
       values ($1, $3, 'upper', $2, 'Body', 'governing_body', $5),
         ($2, $4, 'lower', $1, 'Made', 'club', $5)`,
      [club, body.organisation.id, randomUUID(), randomUUID(), now],
    )
    for (const coach of coaches) await writeCoach({ client, club, now }, coach)
  })
  const roles = ['welfare_officer'] as const
  const ctx: Context = { ...body, organisation, roles, coachId: null }
  await inTenant(appPool(), club, (tx) => deliverStatus(tx, ctx))
  return ctx
}

async function writeCoach(to: Write, coach: MadeCoach): Promise<void> {
  const id = randomUUID()
  await to.client.query(
    `insert into coaches (organisation_id, id, name, email, teams, coaches_under_18s_online,
       user_id, person_organisation_id, starts_at, ends_at)
     values ($1, $2, 'Jo', 'jo@example.org', '', $3, $4, $4, $5, $6)`,
    [
      ...[to.club, id, coach.under18s, coach.joined ? randomUUID() : null, to.now],
      coach.left ? to.now : null,
    ],
  )
  if (coach.finding) await writeFinding(to, id, coach.finding)
  // One who left has nothing that is said of now: see end-what-was-checked.ts.
  for (const account of coach.left ? [] : coach.accounts) await writeAccount(to, id, account)
}

async function writeFinding(
  to: Write,
  coachId: string,
  finding: NonNullable<MadeCoach['finding']>,
): Promise<void> {
  const isAccepted = finding === 'accepted'
  await to.client.query(
    `insert into findings (organisation_id, id, subject_kind, subject_id, coach_id, control,
       control_version, level, state, because, opened_at, last_seen_at, acceptance_id,
       accepted_until)
     values ($1, $2, 'user', $3, $4, 'Z03', 1, $5, 'open', 'so', $6, $6, $7, $8)`,
    [
      ...[to.club, randomUUID(), randomUUID(), coachId, isAccepted ? 'MUST' : finding, to.now],
      ...(isAccepted ? [randomUUID(), before(to.now, -20)] : [null, null]),
    ],
  )
}

async function writeAccount(to: Write, coachId: string, account: MadeAccount): Promise<void> {
  const id = randomUUID()
  const { now } = to
  await to.client.query(
    `insert into coach_connections (organisation_id, id, coach_id, holder_organisation_id, state,
       connected_at, last_asked_at, last_complete_at, unsorted_meetings, oldest_unsorted_at,
       share_ends_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[to.club, id, coachId, randomUUID(), account.state, now, before(now, account.asked)],
      ...[before(now, account.complete), account.unsorted === null ? 0 : 2],
      ...[before(now, account.unsorted), account.shareEnded ? now : null],
    ],
  )
  await writeResult(to, { coachId, kind: 'user', subjectId: id, judged: account.judged })
  for (const session of account.sessions) {
    const sessionId = randomUUID()
    await to.client.query(
      `insert into sessions (organisation_id, id, connection_id, coach_id, zoom_type, topic,
         starts_at, duration_minutes, ended_at, end_reason)
       values ($1, $2, $3, $4, $5, 'Class', $6, 45, $7::timestamptz,
         case when $7::timestamptz is null then null else 'removed' end)`,
      [
        ...[to.club, sessionId, id, coachId, session.zoomType, before(now, -session.starts)],
        session.ended ? now : null,
      ],
    )
    const { judged } = session
    await writeResult(to, { coachId, kind: 'meeting', subjectId: sessionId, judged })
  }
}

async function writeResult(
  to: Write,
  of: { coachId: string; kind: string; subjectId: string; judged: Judged },
): Promise<void> {
  if (!of.judged) return
  const checkedAt = before(to.now, of.judged.checked)
  await to.client.query(
    `insert into results_current (organisation_id, subject_kind, subject_id, coach_id, control,
       control_version, profile, level, result, because, audit_id, since, checked_at)
     values ($1, $2, $3, $4, 'Z02', 1, 'p@1', 'MUST', $5, 'so', $6, $7, $7)`,
    [to.club, of.kind, of.subjectId, of.coachId, of.judged.result, randomUUID(), checkedAt],
  )
}
