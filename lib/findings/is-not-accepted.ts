import { isNull, lte, or, type SQL } from 'drizzle-orm'
import { findings } from '#db/schema/results'

/** The risk of it is not accepted at this moment, so that it counts. */
export const isNotAccepted = (now: Date): SQL | undefined =>
  or(isNull(findings.acceptedUntil), lte(findings.acceptedUntil, now))
