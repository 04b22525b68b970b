import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { sessions } from '#db/schema/meetings'
import { findings } from '#db/schema/results'
import { zoomConnections } from '#db/schema/zoom-connections'
import { fixableControls } from '../core/mends/plan-mend'
import { controlIds } from '../core/results'
import { query } from '../query'
import { isComing } from '../sessions/coming'
import { onlyHolders } from './only-holders'
import type { WantedSessions } from './run-items'

/** More than the hosts of one account have open of one rule. */
const rows_max = 5000

const anId = z.enum(controlIds)

/**
 * What a club found in the coming sessions of all hosts of its own Zoom account that Touchline could
 * mend of these rules, by session. A session in a coach's own account is theirs and not among them.
 */
export const accountSessionsToMend = query({
  permission: 'mend.read',
  input: z.object({ rules: z.array(anId) }),
  async run(tx, ctx, { rules }): Promise<WantedSessions> {
    onlyHolders(ctx)
    const fixable = fixableControls('meeting').filter((id) => rules.includes(id))
    if (fixable.length === 0) return []
    const rows = await tx
      .select({ meetingId: sessions.id, control: findings.control })
      .from(findings)
      .innerJoin(sessions, eq(sessions.id, findings.subjectId))
      .innerJoin(zoomConnections, eq(zoomConnections.id, sessions.connectionId))
      .where(
        and(
          eq(findings.state, 'open'),
          eq(findings.subjectKind, 'meeting'),
          eq(zoomConnections.way, 'host'),
          eq(zoomConnections.state, 'connected'),
          inArray(findings.control, fixable),
          isComing(ctx.now),
        ),
      )
      .limit(rows_max)
    const found = new Map<string, WantedSessions[number]['controls']>()
    for (const { meetingId, control } of rows) {
      found.set(meetingId, [...(found.get(meetingId) ?? []), anId.parse(control)])
    }
    return [...found].map(([meetingId, controls]) => ({
      meetingId,
      controls: controls.toSorted(),
    }))
  },
})
