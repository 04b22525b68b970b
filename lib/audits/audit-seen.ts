import { eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { audits, clubAudits } from '#db/schema/audits'
import { onlyCoach } from '../coaches/only-coach'
import type { Context } from '../context'
import type { AuditStage } from '../core/audit-words'
import { notFound } from '../core/errors'

/** An audit as its holder has it, or as a club was given it. */
export type AuditSeen = {
  auditId: string
  connectionId: string
  trigger: string
  stage: AuditStage
  queuedAt: Date
  /** Steps, while it runs; only its holder is told. 0 of 0 until they are known. */
  progress: { done: number; total: number } | null
  readAt: Date | null
  /** False where it was about some of the sessions, and the settings that they follow. */
  whole: boolean
  /** True where everything that was asked for was read; null until it ended. */
  complete: boolean | null
  couldNotCheckReason: string | null
  /** When Zoom may be asked again, where it waits for that; only its holder is told. */
  askAgainAt: Date | null
  /** The row of the register that it is about; null in the holder's own record. */
  coachId: string | null
  /** What a club made of it; null until it is judged, and for the holder, who judges nothing. */
  judged: { at: Date; profile: string; met: number; notMet: number; couldNotCheck: number } | null
}

/**
 * One audit, in the holder's own record or in a club that it was delivered to. A coach has those of
 * their own account only. Throws `not_found`.
 */
export const auditSeen = (tx: Tx, ctx: Context, auditId: string): Promise<AuditSeen> =>
  ctx.organisation.kind === 'person' ? byHolder(tx, auditId) : byClub(tx, ctx, auditId)

async function byHolder(tx: Tx, auditId: string): Promise<AuditSeen> {
  const [row] = await tx.select().from(audits).where(eq(audits.id, auditId))
  if (!row) throw notFound()
  const { connectionId, trigger, queuedAt, complete, couldNotCheckReason } = row
  return {
    ...{ auditId, connectionId, trigger, queuedAt, complete, couldNotCheckReason },
    ...goingOf(row),
    whole: row.onlyMeetings === null,
    readAt: row.finishedAt,
    coachId: null,
    judged: null,
  }
}

const goingOf = ({ state, stepsDone, stepsTotal, askAgainAt }: typeof audits.$inferSelect) => ({
  stage: state,
  progress: state === 'running' ? { done: stepsDone, total: stepsTotal } : null,
  askAgainAt,
})

/** Of its own account, and of the hosts in it, a club is the holder, too. */
async function heldHere(tx: Tx, auditId: string) {
  const [row] = await tx.select().from(audits).where(eq(audits.id, auditId))
  return row && row.state !== 'finished' ? goingOf(row) : null
}

const stageOf = { queued: 'queued', delivered: 'judging', judged: 'finished' } as const

async function byClub(tx: Tx, ctx: Context, auditId: string): Promise<AuditSeen> {
  const own = onlyCoach(ctx)
  const [row] = await tx.select().from(clubAudits).where(eq(clubAudits.id, auditId))
  if (!row || (own && row.coachId !== own)) throw notFound()
  const { connectionId, trigger, queuedAt, readAt, complete, couldNotCheckReason, coachId } = row
  const held = row.state === 'queued' ? await heldHere(tx, auditId) : null
  return {
    ...{ auditId, connectionId, trigger, queuedAt, readAt, complete, couldNotCheckReason, coachId },
    stage: held?.stage ?? stageOf[row.state],
    whole: row.whole,
    progress: held?.progress ?? null,
    askAgainAt: held?.askAgainAt ?? null,
    judged: row.judgedAt && {
      at: row.judgedAt,
      profile: row.profile ?? '',
      met: row.met ?? 0,
      notMet: row.notMet ?? 0,
      couldNotCheck: row.couldNotCheck ?? 0,
    },
  }
}
