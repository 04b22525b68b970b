import { and, desc, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { erasures } from '#db/schema/rights'
import { zoomConnections } from '#db/schema/zoom-connections'
import type { ErasureState, KeptReason } from '../core/rights/erasure'
import { query } from '../query'

/** How a club stands to what somebody asked to have erased. */
export type ClubAnswer = {
  erasureId: string
  name: string
  state: ErasureState
  answerBy: Date | null
  eraseAt: Date | null
  doneAt: Date | null
  keptBecause: KeptReason | null
}

/** What somebody asked to have erased, and what came of it. */
export const getOwnErasure = query({
  permission: 'erasure.ask',
  input: z.object({}),
  async run(tx) {
    const all = await tx.select().from(erasures).orderBy(desc(erasures.askedAt), erasures.id)
    const [newest] = all.filter((row) => row.ofOrganisationId === null)
    const clubs = all.flatMap((row): ClubAnswer[] => {
      if (row.ofName === null || row.askedAt < (newest?.askedAt ?? row.askedAt)) return []
      const { id: erasureId, ofName: name, state, answerBy, eraseAt, doneAt, keptBecause } = row
      return [{ erasureId, name, state, answerBy, eraseAt, doneAt, keptBecause }]
    })
    const connected = and(
      eq(zoomConnections.state, 'connected'),
      isNull(zoomConnections.disconnectedAt),
    )
    return {
      request: newest ? { state: newest.state, askedAt: newest.askedAt } : null,
      clubs,
      connected: await tx.$count(zoomConnections, connected),
    }
  },
})
