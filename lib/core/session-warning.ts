import { day_ms, hour_ms } from './durations'

/** A host is told of an unsafe session a day before it, and again when there is just time to mend. */
const first_ms = day_ms
const soon_ms = 2 * hour_ms

/** Until when a host can act on the first warning: from then on, the second takes its place. */
export const actBy = (startsAt: Date): Date => new Date(startsAt.getTime() - soon_ms)

/** When a session that breaks a MUST is first to be looked at; may be past already. */
export const firstWarningAt = (startsAt: Date): Date => new Date(startsAt.getTime() - first_ms)

export type SessionWarning = {
  /** Which warning it is time for; null where it is too early, or the session has started. */
  kind: 'session_unsafe' | 'session_unsafe_soon' | null
  /** When to look again; null where there is nothing more to warn of. */
  nextAt: Date | null
}

/** What to warn of at `now` where the session is unsafe. */
export function sessionWarning(startsAt: Date, now: Date): SessionWarning {
  const left_ms = startsAt.getTime() - now.getTime()
  if (left_ms <= 0) return { kind: null, nextAt: null }
  if (left_ms <= soon_ms) return { kind: 'session_unsafe_soon', nextAt: null }
  if (left_ms <= first_ms) return { kind: 'session_unsafe', nextAt: actBy(startsAt) }
  return { kind: null, nextAt: firstWarningAt(startsAt) }
}
