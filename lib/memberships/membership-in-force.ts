import { and, gt, isNull, lte, or, type SQL } from 'drizzle-orm'
import { memberships } from '#db/schema/organisations'

/** Of memberships, those that stand at a moment. */
export const membershipInForce = (now: Date): SQL | undefined =>
  and(lte(memberships.startsAt, now), or(isNull(memberships.endsAt), gt(memberships.endsAt, now)))
