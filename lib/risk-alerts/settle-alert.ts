import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { sessions } from '#db/schema/meetings'
import { findings } from '#db/schema/results'
import { onlyCoach } from '../coaches/only-coach'
import { command } from '../command'
import { postedPublicly } from '../core/controls/posted-publicly'
import { conflict, notFound } from '../core/errors'
import { closeFindings } from '../findings/close-findings'
import { recordVerdict } from '../findings/record-results'
import { id } from '../ids'
import { deliverStatus } from '../roll-ups/deliver-status'
import { alertBasis } from './alert-basis'

const because = 'Somebody said that the link is used no more, and that parents have a new one.'

/**
 * Somebody says that a link which was posted in public is used no more. Zoom cannot tell, so it
 * closes as stated and never as mended; another alert opens it again. A coach may say so of their
 * own sessions. Throws `not_found` for any other finding, `conflict` where it is closed already.
 */
export const settleAlert = command({
  name: 'risk_alert.settle',
  permission: 'finding.settle',
  input: z.object({ findingId: id }),
  async run(tx, ctx, { findingId }) {
    const own = onlyCoach(ctx)
    const [row] = await tx
      .select({ finding: findings, connectionId: sessions.connectionId })
      .from(findings)
      .innerJoin(sessions, eq(sessions.id, findings.subjectId))
      .where(and(eq(findings.id, findingId), eq(findings.control, postedPublicly.id)))
      .for('update', { of: findings })
    if (!row?.finding.coachId || (own && row.finding.coachId !== own)) throw notFound()
    const { finding, connectionId } = row
    const { coachId } = row.finding
    if (finding.state === 'closed') throw conflict('This is closed already.')
    await closeFindings(tx, ctx, [
      { finding, reason: 'stated', because, auditId: null, at: ctx.now },
    ])
    const basis = await alertBasis(tx, ctx, { connectionId, coachId }, ctx.now)
    const { subjectKind, subjectId, control, controlVersion, level } = finding
    await recordVerdict(
      tx,
      ctx,
      basis,
      {
        ...{ subjectKind, subjectId, control, controlVersion, level, because },
        result: 'not_applicable',
        reason: null,
        derived: false,
        complete: true,
        readings: [],
      },
      { stated: true },
    )
    await deliverStatus(tx, ctx)
    return { result: undefined, trail: [{ subject: 'finding', subjectId: findingId }] }
  },
})
