import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { sessions } from '#db/schema/meetings'
import { findings } from '#db/schema/results'
import { fixableControls } from '../core/mends/plan-mend'
import { controlIds, levels } from '../core/results'
import { query } from '../query'
import { isComing } from '../sessions/coming'
import type { WantedSessions } from './run-items'

/** More than one coach's coming sessions have open. */
const rows_max = 5000

const anId = z.enum(controlIds)

/**
 * What a club found in its asker's own coming sessions that Touchline could mend, by session. Empty
 * for whoever does not coach there: a session is mended in its host's own record, by them.
 */
export const sessionsToMend = query({
  permission: 'finding.read',
  input: z.object({ level: z.enum(levels).optional() }),
  async run(tx, ctx, { level }): Promise<WantedSessions> {
    if (ctx.coachId === null) return []
    const rows = await tx
      .select({ meetingId: sessions.id, control: findings.control })
      .from(findings)
      .innerJoin(sessions, eq(sessions.id, findings.subjectId))
      .where(
        and(
          eq(findings.state, 'open'),
          eq(findings.subjectKind, 'meeting'),
          eq(findings.coachId, ctx.coachId),
          inArray(findings.control, fixableControls('meeting')),
          level ? eq(findings.level, level) : undefined,
          isComing(ctx.now),
        ),
      )
      .limit(rows_max)
    const found = new Map<string, WantedSessions[number]['controls']>()
    for (const { meetingId, control } of rows) {
      found.set(meetingId, [...(found.get(meetingId) ?? []), anId.parse(control)])
    }
    return [...found].map(([meetingId, controls]) => ({ meetingId, controls }))
  },
})
