import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { legalHolds } from '#db/schema/rights'
import { command } from '../command'
import { conflict } from '../core/errors'
import { id } from '../ids'
import { decidedAbout } from './not-about-oneself'

/**
 * Ends a hold, so that what is due is erased again: a second person, never who placed it. Throws
 * `not_found`, `conflict` where there is none, one placed it oneself, or it is about oneself.
 */
export const endHold = command({
  name: 'legal_hold.end',
  permission: 'legal_hold.change',
  input: z.object({ coachId: id }),
  async run(tx, ctx, { coachId }) {
    const { by } = await decidedAbout(tx, ctx, coachId)
    const stands = and(eq(legalHolds.coachId, coachId), isNull(legalHolds.endsAt))
    const [hold] = await tx.select().from(legalHolds).where(stands)
    if (!hold) throw conflict('There is nothing to end any more.')
    if (hold.startedBy === by.userId) {
      throw conflict('You said that it has to be kept. Somebody else has to end that.')
    }
    await tx
      .update(legalHolds)
      .set({ endsAt: ctx.now, endedBy: by.userId, endedByName: by.name })
      .where(and(eq(legalHolds.id, hold.id), isNull(legalHolds.endsAt)))
    return { result: undefined, trail: [{ subject: 'coach', subjectId: coachId }] }
  },
})
