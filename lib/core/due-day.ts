import { day_ms } from './durations'

/** How long anybody has to mend what must be mended, unless a session begins or a rule counts sooner. */
export const mendWithin_days = 14

type Facts = {
  readonly level: 'MUST' | 'SHOULD'
  readonly openedAt: Date
  /** The day from which an announced rule counts; null for one that counts since it is known. */
  readonly countsFrom: Date | null
  /** When the session that it is about begins next; null where it is about an account. */
  readonly startsAt: Date | null
}

/**
 * By when it is to be mended: within the time that everybody has, or before its session begins, if
 * that is sooner. A rule that was announced leaves time until it counts. Null for advice.
 */
export function dueDay({ level, openedAt, countsFrom, startsAt }: Facts): Date | null {
  if (level === 'SHOULD' && countsFrom === null) return null
  const usual_ms = openedAt.getTime() + mendWithin_days * day_ms
  const counts_ms = countsFrom?.getTime() ?? 0
  const allowed_ms = level === 'SHOULD' ? counts_ms : Math.max(usual_ms, counts_ms)
  // Before it counts, a session may take place all the same.
  const isSooner =
    startsAt !== null &&
    startsAt > openedAt &&
    startsAt.getTime() >= counts_ms &&
    startsAt.getTime() < allowed_ms
  return isSooner ? startsAt : new Date(allowed_ms)
}

/** True where its day is over and it is still open: late is late, whoever is to blame. */
export const isOverdue = (dueAt: Date | null, now: Date): boolean => dueAt !== null && dueAt <= now
