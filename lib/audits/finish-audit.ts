import { and, eq, isNull, notInArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { audits } from '#db/schema/audits'
import { meetings, meetingSessions } from '#db/schema/meetings'
import { readingConfirmations, readings } from '#db/schema/readings'
import { command } from '../command'
import type { Context } from '../context'
import { canonicalJson } from '../core/canonical-json'
import { conflict } from '../core/errors'
import { sha256Hex } from '../core/sha256'
import { inChunks } from '../findings/in-chunks'
import { id, newId } from '../ids'
import { dueAdd, dueFinish } from '../jobs/due'
import { proveMends } from '../mends/prove-mends'
import { deliverRiskAlerts } from '../risk-alerts/deliver-risk-alerts'
import { deliverStatusOfClubs } from '../roll-ups/deliver-status'
import { followSeries } from './follow-series'
import type { Answered, Gathered } from './gathered'
import { keepPeopleAndGroups } from './keep-people-and-groups'
import { keepListed, keepMeetings } from './keep-meetings'
import { keepNewSessions } from './keep-new-sessions'
import { keepUserType } from './keep-user-type'
import { queueAudit } from './queue-audit'
import { queueEventAudit } from './queue-event-audit'

const input = z.object({
  auditId: id,
  token: id,
  gathered: z.custom<Gathered>((value) => typeof value === 'object' && value !== null),
  /** How many there were, for whoever looked on. */
  steps: z.int(),
})

/**
 * Ends an audit with what was read of it, and delivers it to each club of a share in force: readings
 * that are new, a confirmation of every body asked for, the account's meetings, trail. A club's own
 * account is the club's without a delivery. All of it or
 * nothing: throws `conflict` where another worker took the audit over. Returns the clubs that are to
 * judge, and the audit that follows where a meeting became a session in the meantime, or Zoom told of
 * a change.
 */
export const finishAudit = command({
  name: 'audit.finish',
  permission: 'audit.work',
  input,
  async run(tx, ctx, { auditId, token, gathered: found, steps }) {
    const complete = found.reason === null
    const finished = await tx
      .update(audits)
      .set({
        state: 'finished',
        finishedAt: ctx.now,
        complete,
        couldNotCheckReason: found.reason,
        askAgainAt: found.askAgainAt,
        stepsDone: steps,
        stepsTotal: steps,
      })
      .where(and(eq(audits.id, auditId), eq(audits.state, 'running')))
      .returning()
    const [audit] = finished
    if (!audit) throw conflict('This check has ended.')
    const gathered = await keepNewSessions(tx, ctx, found)
    await storeReadings(tx, ctx, auditId, gathered.answered)
    const isWhole = audit.onlyMeetings === null
    await (isWhole ? keepWhole(tx, ctx, gathered) : keepOpened(tx, ctx, gathered))
    const hints = await keepPeopleAndGroups(tx, ctx, auditId, gathered)
    const clubs = await tx.execute<{ club: string }>(
      sql`select deliver_audit(${auditId}::uuid, ${ctx.now.toISOString()}) as club`,
    )
    const proved = isWhole ? await afterWhole(tx, ctx, auditId, gathered) : []
    const followingId =
      (isWhole ? await followLateSessions(tx, ctx, gathered) : null) ??
      (await followEvents(tx, ctx, gathered, audit))
    if (gathered.askAgainAt) {
      await dueAdd(tx, 'audit-schedule', gathered.connectionId, gathered.askAgainAt)
    }
    await followSeries(tx, ctx, gathered.connectionId)
    await dueFinish(tx, 'read-account', auditId, token, null)
    // Before anybody has judged it: a session that is new to the club is not known to be safe. A part
    // of an account brings none.
    if (isWhole) await deliverStatusOfClubs(tx, ctx, [gathered.connectionId])
    const own = gathered.account ? [ctx.organisation.id] : []
    const clubIds = [...clubs.rows.map((row) => row.club), ...own]
    const detail = { complete, reason: gathered.reason, clubs: clubIds.length }
    return {
      result: { clubIds, followingId, hints },
      trail: [{ subject: 'audit', subjectId: auditId, detail }, ...proved],
    }
  },
})

async function keepWhole(tx: Tx, ctx: Context, gathered: Gathered): Promise<void> {
  await keepUserType(tx, gathered)
  if (gathered.listed) await keepMeetings(tx, ctx, gathered.connectionId, gathered.listed)
}

/** A part says nothing of what it did not open. */
async function keepOpened(tx: Tx, ctx: Context, { connectionId, opened }: Gathered): Promise<void> {
  if (opened.length > 0) await keepListed(tx, ctx, connectionId, opened)
}

/** What only an audit of the whole account can say: of alerts so far, and of changes of ours. */
async function afterWhole(tx: Tx, ctx: Context, auditId: string, gathered: Gathered) {
  await deliverRiskAlerts(tx, ctx, gathered.connectionId)
  return proveMends(tx, ctx, auditId, gathered.answered)
}

/** Each body once by its hash, however often it is seen; and that it was seen, every time. */
async function storeReadings(
  tx: Tx,
  ctx: Context,
  auditId: string,
  answered: readonly Answered[],
): Promise<void> {
  const organisationId = ctx.organisation.id
  const hashed = answered.map(({ reading, ...asked }) => {
    if (!reading.read) return { ...asked, body: null, hash: null, reason: reading.reason }
    const body = canonicalJson(reading.body)
    return { ...asked, body, hash: sha256Hex(body), reason: null }
  })
  const bodies = hashed.flatMap(({ bodyKind, body, hash, readAt }) =>
    body === null ? [] : [{ organisationId, hash, bodyKind, body, firstReadAt: readAt }],
  )
  await inChunks(bodies, (chunk) => tx.insert(readings).values(chunk).onConflictDoNothing())
  const confirmations = hashed.map(({ bodyKind, subjectId, hash, reason, readAt }) => ({
    organisationId,
    id: newId(),
    auditId,
    bodyKind,
    subjectId,
    readingHash: hash,
    couldNotCheckReason: reason,
    readAt,
  }))
  await inChunks(confirmations, (chunk) => tx.insert(readingConfirmations).values(chunk))
}

/** A meeting that was sorted while this audit ran was not opened by it: one more audit does. */
async function followLateSessions(
  tx: Tx,
  ctx: Context,
  { connectionId, answered, reason }: Gathered,
): Promise<string | null> {
  if (reason !== null) return null
  const asked = answered.map((each) => each.subjectId)
  const late = await tx
    .select({ startsAt: meetingSessions.startsAt })
    .from(meetings)
    .innerJoin(meetingSessions, eq(meetingSessions.meetingId, meetings.id))
    .innerJoin(audits, eq(audits.connectionId, meetings.connectionId))
    .where(
      and(
        eq(meetings.connectionId, connectionId),
        eq(meetings.sorted, 'session'),
        isNull(meetingSessions.endsAt),
        notInArray(meetings.id, asked),
        sql`${audits.startedAt} <= ${meetingSessions.startsAt}`,
        sql`${audits.finishedAt} = ${ctx.now.toISOString()}`,
      ),
    )
    .limit(1)
  return late[0] ? queueAudit(tx, ctx, connectionId, 'requested') : null
}

/**
 * Zoom told of a change while this audit ran: one more reads it, unless one is to come anyway. So it
 * is where a part found a session gone: what is there, only a list says.
 */
async function followEvents(
  tx: Tx,
  ctx: Context,
  { connectionId, askAgainAt, reason }: Gathered,
  { readAgain, againMeetings, onlyMeetings }: typeof audits.$inferSelect,
): Promise<string | null> {
  if (askAgainAt) return null
  const isGone = onlyMeetings !== null && reason === 'not_found'
  if (!readAgain && !isGone) return null
  const only = isGone ? null : againMeetings
  return queueEventAudit(tx, ctx, connectionId, { only, isUrgent: false })
}
