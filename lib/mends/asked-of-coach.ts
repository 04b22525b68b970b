import { and, desc, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { mendRequests } from '#db/schema/mends'
import { findings } from '#db/schema/results'
import { query } from '../query'

export type AskedOf = {
  readonly findingId: string
  /** Who asked last, as they were called then. */
  readonly askedBy: string
  readonly askedAt: Date
}

const requests_max = 200

/**
 * Which of their own open findings a coach was asked to mend, by whom and when last: each by itself, or
 * with all of its session. What was asked before it was found, as of one that came back, is left out.
 */
export const askedOfCoach = query({
  permission: 'finding.read',
  input: z.object({}),
  async run(tx, { coachId }): Promise<readonly AskedOf[]> {
    if (coachId === null) return []
    const open = await tx
      .select({ id: findings.id, about: findings.subjectId, openedAt: findings.openedAt })
      .from(findings)
      .where(and(eq(findings.coachId, coachId), eq(findings.state, 'open')))
      .limit(requests_max)
    const ids = open.flatMap(({ id, about }) => [id, about])
    if (ids.length === 0) return []
    const asked = await tx
      .select()
      .from(mendRequests)
      .where(and(eq(mendRequests.coachId, coachId), inArray(mendRequests.subjectId, ids)))
      .orderBy(desc(mendRequests.askedAt))
      .limit(requests_max)
    return open.flatMap(({ id, about, openedAt }) => {
      const last = asked.find(
        ({ subjectId, askedAt }) =>
          (subjectId === id || subjectId === about) && askedAt >= openedAt,
      )
      return last ? [{ findingId: id, askedBy: last.askedByName, askedAt: last.askedAt }] : []
    })
  },
})
