import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { sessions } from '#db/schema/meetings'
import { findings, resultsCurrent } from '#db/schema/results'
import { coachConnections } from '#db/schema/zoom-connections'
import { command } from '../command'
import type { Context } from '../context'
import { lockUntilCommit } from '../database/lock-until-commit'
import { closeFindings } from '../findings/close-findings'
import { endSessions } from '../findings/end-sessions'
import { id, newId } from '../ids'
import { dueFinish } from '../jobs/due'
import type { Lease } from '../jobs/with-due'
import { deliverStatus } from '../roll-ups/deliver-status'

const end = command({
  name: 'connection.end_share',
  permission: 'audit.work',
  input: z.object({ connectionId: id, token: id }),
  async run(tx, ctx, { connectionId, token }) {
    // Waits for a judgement of the same account: what it writes is ended, too.
    await lockUntilCommit(tx, `judge:${ctx.organisation.id}:${connectionId}`)
    const [connection] = await tx
      .select()
      .from(coachConnections)
      .where(eq(coachConnections.id, connectionId))
    const isSharedAgain = connection !== undefined && connection.shareEndsAt === null
    await endSessionsOf(tx, ctx, connectionId)
    await forgetAccount(tx, connectionId)
    if (isSharedAgain) await askForCheck(tx, ctx, connectionId)
    else await closeAccountFindings(tx, ctx, connectionId)
    await dueFinish(tx, 'end-share', connectionId, token, null)
    await deliverStatus(tx, ctx)
    const detail = { shared_again: isSharedAgain }
    return {
      result: undefined,
      trail: [{ subject: 'connection', subjectId: connectionId, detail }],
    }
  },
})

/**
 * Ends what a club says now of a Zoom account that is no longer shared with it: its sessions' and
 * its own results and findings, none of them as mended, since nobody can look again. Their history
 * stays. Where it is shared again by now, what is said of it waits for a check, which is asked for.
 */
export async function endShare(
  ctx: Context,
  connectionId: string,
  { token }: Lease,
): Promise<void> {
  await end(ctx, { connectionId, token })
}

/** Those that ended with the share; one that a check has brought back meanwhile stays. */
async function endSessionsOf(tx: Tx, ctx: Context, connectionId: string): Promise<void> {
  const of = await tx.select().from(sessions).where(eq(sessions.connectionId, connectionId))
  await endSessions(tx, ctx, null, of)
}

const isAccount = (connectionId: string) =>
  and(eq(resultsCurrent.subjectKind, 'user'), eq(resultsCurrent.subjectId, connectionId))

const forgetAccount = (tx: Tx, connectionId: string) =>
  tx.delete(resultsCurrent).where(isAccount(connectionId))

async function closeAccountFindings(tx: Tx, ctx: Context, connectionId: string): Promise<void> {
  const open = await tx
    .select()
    .from(findings)
    .where(
      and(
        eq(findings.subjectKind, 'user'),
        eq(findings.subjectId, connectionId),
        eq(findings.state, 'open'),
      ),
    )
  const because = 'The coach no longer shares this Zoom account.'
  const closings = open.map((finding) => ({
    ...{ finding, because, auditId: null, at: ctx.now },
    reason: 'left' as const,
  }))
  await closeFindings(tx, ctx, closings)
}

/** Nothing, where Zoom is not connected: then that is what the club sees. */
async function askForCheck(tx: Tx, ctx: Context, connectionId: string): Promise<void> {
  await tx.execute(
    sql`select request_audit(${connectionId}::uuid, ${newId()}::uuid, null, ${ctx.now.toISOString()})`,
  )
}
