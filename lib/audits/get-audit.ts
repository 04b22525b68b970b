import { and, asc, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { meetings, sessions } from '#db/schema/meetings'
import { readingConfirmations } from '#db/schema/readings'
import { zoomGroups } from '#db/schema/zoom-connections'
import type { Context } from '../context'
import { id } from '../ids'
import { query } from '../query'
import { auditSeen, type AuditSeen } from './audit-seen'

/** One body that was asked for. */
export type AskedBody = {
  id: string
  bodyKind: string
  /** What the session is called, where it is one and that is known. */
  topic: string | null
  sessionId: string | null
  /** Of a club's own account, the group that it is of; null where it is none or is not known. */
  groupName: string | null
  /** Null where it was read. */
  couldNotCheckReason: string | null
  readAt: Date
}

export type Audit = AuditSeen & {
  /** What was asked for, the account first, with what came of it. At most `bodies_max`. */
  bodies: readonly AskedBody[]
  coachName: string | null
}

const bodies_max = 500

/**
 * One audit with everything that it asked Zoom for: for its holder, or for a club that it was
 * delivered to, which is given its own sessions only. Throws `not_found`.
 */
export const getAudit = query({
  permission: 'audit.read',
  input: z.object({ auditId: id }),
  isolation: 'repeatable read',
  async run(tx, ctx, { auditId }): Promise<Audit> {
    const audit = await auditSeen(tx, ctx, auditId)
    return {
      ...audit,
      bodies: await bodiesOf(tx, ctx, auditId),
      coachName: audit.coachId ? await nameOf(tx, audit.coachId) : null,
    }
  },
})

async function bodiesOf(tx: Tx, ctx: Context, auditId: string): Promise<AskedBody[]> {
  // A meeting of the holder's and the session that a club was given of it have the same id.
  const called = ctx.organisation.kind === 'person' ? meetings : sessions
  const rows = await tx
    .select({ asked: readingConfirmations, topic: called.topic, groupName: zoomGroups.name })
    .from(readingConfirmations)
    .leftJoin(
      called,
      and(
        eq(readingConfirmations.bodyKind, 'meeting'),
        eq(called.id, readingConfirmations.subjectId),
      ),
    )
    .leftJoin(zoomGroups, eq(zoomGroups.id, readingConfirmations.subjectId))
    .where(eq(readingConfirmations.auditId, auditId))
    .orderBy(asc(readingConfirmations.readAt), asc(readingConfirmations.id))
    .limit(bodies_max)
  return rows.map(({ asked, topic, groupName }) => ({
    id: asked.id,
    bodyKind: asked.bodyKind,
    topic,
    groupName,
    sessionId: asked.bodyKind === 'meeting' ? asked.subjectId : null,
    couldNotCheckReason: asked.couldNotCheckReason,
    readAt: asked.readAt,
  }))
}

async function nameOf(tx: Tx, coachId: string): Promise<string | null> {
  const [coach] = await tx
    .select({ name: coaches.name })
    .from(coaches)
    .where(eq(coaches.id, coachId))
  return coach?.name ?? null
}
