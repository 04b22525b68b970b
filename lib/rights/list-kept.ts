import { desc, eq, inArray, isNull, or, and, gt } from 'drizzle-orm'
import { z } from 'zod'
import { coaches } from '#db/schema/coaches'
import { erasures, legalHolds } from '#db/schema/rights'
import { actorUserId } from '../context'
import { day_ms } from '../core/durations'
import { notFound } from '../core/errors'
import type { ErasureOrigin, ErasureState, KeptReason } from '../core/rights/erasure'
import type { HoldReason } from '../core/rights/legal-hold'
import { id } from '../ids'
import { effectiveProfile } from '../profiles/effective-profile'
import { query } from '../query'
import { heldEntries } from './held'

/** Something that a club is to erase, was asked to, or did. */
export type ListedErasure = {
  erasureId: string
  coachId: string
  name: string
  left: boolean
  /** It is about the reader, who may not decide it. */
  own: boolean
  held: boolean
  origin: ErasureOrigin
  state: ErasureState
  askedAt: Date
  askedByName: string | null
  answerBy: Date | null
  eraseAt: Date | null
  doneAt: Date | null
  keptBecause: KeptReason | null
  decidedByName: string | null
}

export type ListedHold = {
  coachId: string
  name: string
  reason: HoldReason
  since: Date
  byName: string
  /** Whoever placed it does not end it. */
  byReader: boolean
}

/** Done and answered ones are listed for so long. */
const shown_days = 365
const rows_max = 500

/**
 * What a club keeps, by which periods; what it will erase and has erased; on whom a hold is. Holds and
 * requests about the reader are left out: what the matter is may be theirs.
 */
export const listKept = query({
  permission: 'erasure.decide',
  input: z.object({ erasureId: id.optional(), coachId: id.optional() }),
  isolation: 'repeatable read',
  async run(tx, ctx, { erasureId, coachId }) {
    if (ctx.organisation.kind !== 'club') throw notFound()
    const me = actorUserId(ctx)
    const since = new Date(ctx.now.getTime() - shown_days * day_ms)
    const rows = await tx
      .select({ erasure: erasures, coach: coaches })
      .from(erasures)
      .innerJoin(coaches, eq(coaches.id, erasures.coachId))
      .where(
        and(
          erasureId ? eq(erasures.id, erasureId) : undefined,
          coachId ? eq(erasures.coachId, coachId) : undefined,
          or(inArray(erasures.state, ['waiting', 'planned']), gt(erasures.askedAt, since)),
        ),
      )
      .orderBy(desc(erasures.askedAt), desc(erasures.id))
      .limit(rows_max)
    const holds = await tx
      .select({ hold: legalHolds, coach: coaches })
      .from(legalHolds)
      .innerJoin(coaches, eq(coaches.id, legalHolds.coachId))
      .where(and(isNull(legalHolds.endsAt), coachId ? eq(legalHolds.coachId, coachId) : undefined))
      .orderBy(desc(legalHolds.startsAt))
      .limit(rows_max)
    const held = await heldEntries(tx, ctx)
    const isOwn = (coach: typeof coaches.$inferSelect) => me !== null && coach.userId === me
    return {
      retention: (await effectiveProfile(tx, ctx, ctx.now)).retention,
      erasures: rows.map(({ erasure, coach }) =>
        listed(erasure, coach, { own: isOwn(coach), held: held.has(coach.id) && !isOwn(coach) }),
      ),
      holds: holds.flatMap(({ hold, coach }): ListedHold[] =>
        isOwn(coach)
          ? []
          : [
              {
                ...{ coachId: coach.id, name: coach.name, reason: hold.reason },
                ...{ since: hold.startsAt, byName: hold.startedByName },
                byReader: hold.startedBy === me,
              },
            ],
      ),
    }
  },
})

function listed(
  row: typeof erasures.$inferSelect,
  coach: typeof coaches.$inferSelect,
  is: { own: boolean; held: boolean },
): ListedErasure {
  const { id: erasureId, origin, state, askedAt, askedByName, answerBy, eraseAt } = row
  const { doneAt, keptBecause, decidedByName } = row
  return {
    ...{ erasureId, coachId: coach.id, name: coach.name, left: coach.endsAt !== null, ...is },
    ...{ origin, state, askedAt, askedByName, answerBy, eraseAt },
    ...{ doneAt, keptBecause, decidedByName },
  }
}
