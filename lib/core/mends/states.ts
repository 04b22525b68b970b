import { day_ms } from '../durations'

/**
 * What becomes of a change to somebody's Zoom account, from their yes to what Zoom was read back to
 * have. `accepted` is only Zoom's word: `proved` takes a reading made after it.
 */
export const mendStates = [
  /** The person confirmed exactly this. Nothing was sent yet. */
  'confirmed',
  /** It is on its way to Zoom, or was when a server stopped. */
  'sent',
  /** Zoom said yes. */
  'accepted',
  /** Zoom did not answer, or took a part only: what it has is not known until it is read. */
  'unclear',
  /** Zoom said no; nothing was changed. */
  'refused',
  /** The day's changes were used up; nothing was sent. */
  'over_budget',
  /** Zoom had other values than those that were confirmed; nothing was sent. */
  'outdated',
  /** The consent was taken back, or it could not be begun in time; nothing was sent. */
  'abandoned',
  /** Read back: Zoom has what was confirmed. */
  'proved',
  /** Read back: Zoom has something else. */
  'not_kept',
  /** Zoom cannot be asked about it any more. */
  'unproved',
  /** Proved, and later put back to what it was, which was read back too. */
  'put_back',
] as const

export type MendState = (typeof mendStates)[number]

/** From which state which others follow. */
export const mendSteps: Readonly<Record<MendState, readonly MendState[]>> = {
  confirmed: ['sent', 'refused', 'over_budget', 'outdated', 'abandoned'],
  sent: ['accepted', 'unclear', 'refused'],
  accepted: ['proved', 'not_kept', 'unproved'],
  unclear: ['proved', 'not_kept', 'unproved'],
  refused: [],
  over_budget: [],
  outdated: [],
  abandoned: [],
  proved: ['put_back'],
  not_kept: [],
  unproved: [],
  put_back: [],
}

/** Those from which `to` may be reached. */
export const statesBefore = (to: MendState): MendState[] =>
  mendStates.filter((state) => mendSteps[state].includes(to))

/** No second change of the same settings begins while one is in one of these. */
export const statesUnderWay = ['confirmed', 'sent', 'accepted', 'unclear'] as const

/** How long what was changed can be put back from here. */
const putBack_ms = day_ms

/** What could not be begun for so long after it was confirmed is not begun any more. */
export const mendPatience_ms = 15 * 60 * 1000

export const isUnderWay = (state: MendState): boolean =>
  statesUnderWay.some((each) => each === state)

export type Standing = { readonly state: MendState; readonly settledAt: Date | null }

/** Until when a change can be put back; null where it cannot. */
export function putBackUntil(mend: Standing & { readonly undoes: string | null }): Date | null {
  if (mend.state !== 'proved' || mend.undoes !== null || !mend.settledAt) return null
  return new Date(mend.settledAt.getTime() + putBack_ms)
}
