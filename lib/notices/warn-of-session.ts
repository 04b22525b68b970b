import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { sessions } from '#db/schema/meetings'
import { command } from '../command'
import type { Context } from '../context'
import { sendAfter } from '../core/notices/send-after'
import { actBy, sessionWarning } from '../core/session-warning'
import { id } from '../ids'
import { dueAdd, dueFinish } from '../jobs/due'
import type { Lease } from '../jobs/with-due'
import { deliverNotices, hintNotices, type WrittenNotice } from './written-notice'

const warn = command({
  name: 'session.warn',
  permission: 'notice.work',
  input: z.object({ sessionId: id, token: id }),
  async run(tx, ctx, { sessionId, token }) {
    // Ended first, which locks the row: whoever finds something new meanwhile waits, and then adds
    // a row of their own, so that nothing is lost between looking and ending.
    await dueFinish(tx, 'session-warning', sessionId, token, null)
    const startsAt = await startOf(tx, sessionId)
    const { kind, nextAt } = startsAt
      ? sessionWarning(startsAt, ctx.now)
      : { kind: null, nextAt: null }
    const written = kind && startsAt ? await deliver(tx, ctx, sessionId, kind, startsAt) : []
    if (nextAt) await dueAdd(tx, 'session-warning', sessionId, nextAt)
    const detail = { kind, told: written.length }
    return { result: written, trail: [{ subject: 'session', subjectId: sessionId, detail }] }
  },
})

/**
 * Warns of one session of a club, if it still is to come, and still breaks a MUST: its host the day
 * before, and again two hours before with the welfare officers. Looks again in time for the second.
 * A worker that comes too late, when the session has started, warns nobody.
 */
export async function warnOfSession(
  ctx: Context,
  sessionId: string,
  { token }: Pick<Lease, 'token'>,
): Promise<void> {
  await hintNotices(await warn(ctx, { sessionId, token }))
}

async function startOf(tx: Tx, sessionId: string): Promise<Date | null> {
  const [found] = await tx
    .select({ startsAt: sessions.startsAt })
    .from(sessions)
    .where(and(eq(sessions.id, sessionId), isNull(sessions.endedAt)))
  return found?.startsAt ?? null
}

async function deliver(
  tx: Tx,
  ctx: Context,
  sessionId: string,
  kind: 'session_unsafe' | 'session_unsafe_soon',
  startsAt: Date,
): Promise<readonly WrittenNotice[]> {
  const now = ctx.now.toISOString()
  const notBefore = sendAfter(kind, ctx.now, actBy(startsAt)).toISOString()
  return deliverNotices(
    tx,
    sql`select * from deliver_session_warning(${sessionId}::uuid, ${kind}, ${now}::timestamptz,
      ${notBefore}::timestamptz)`,
  )
}
