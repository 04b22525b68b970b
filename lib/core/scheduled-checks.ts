import { hour_ms } from './durations'

/** A check that was due of a connection, as it was written down. */
export type CheckDue = { readonly connectionId: string; readonly dueAt: Date }

/** A check that was made, as far as this is about it. */
export type CheckMade = {
  readonly connectionId: string
  readonly readAt: Date | null
  /** It was about the whole account. */
  readonly whole: boolean
  readonly complete: boolean | null
}

export type ScheduledCheck = CheckDue & {
  /** `waiting`: it was due so short a time before that nobody would call it missed. */
  readonly state: 'made' | 'missed' | 'waiting'
  /** When Zoom was asked, and whether all could be read; null where it was not asked. */
  readonly readAt: Date | null
  readonly complete: boolean | null
}

/** How long after it is due a check may begin before it counts as missed. */
const beginWithin_ms = hour_ms

/**
 * What was due and what came of it, up to a moment, in the order in which it was due: each due check
 * of a connection with the first one of the whole account that was made from then on and before the
 * next was due. It says nothing of days: only what was written down as due counts.
 */
export function scheduledChecks(
  due: readonly CheckDue[],
  made: readonly CheckMade[],
  until: Date,
): ScheduledCheck[] {
  const inOrder = due
    .filter(({ dueAt }) => dueAt <= until)
    .toSorted((one, other) => one.dueAt.getTime() - other.dueAt.getTime())
  return inOrder.map((each, index) => {
    const { connectionId, dueAt } = each
    const next = inOrder.slice(index + 1).find((later) => later.connectionId === connectionId)
    const before = next?.dueAt ?? until
    const first = made
      .filter((check) => check.connectionId === connectionId && check.whole)
      .flatMap(({ readAt, complete }) => (readAt ? [{ readAt, complete }] : []))
      .filter(({ readAt }) => readAt >= dueAt && (next ? readAt < before : readAt <= before))
      .toSorted((one, other) => one.readAt.getTime() - other.readAt.getTime())[0]
    if (first) return { connectionId, dueAt, state: 'made', ...first }
    const isLate = before.getTime() - dueAt.getTime() >= beginWithin_ms
    return {
      ...{ connectionId, dueAt, readAt: null, complete: null },
      state: isLate ? 'missed' : 'waiting',
    }
  })
}
