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
  const readOf = byConnection(
    made
      .flatMap(({ whole, readAt, ...check }) => (whole && readAt ? [{ ...check, readAt }] : []))
      .toSorted((one, other) => one.readAt.getTime() - other.readAt.getTime()),
  )
  // From the last to the first, so that what was due next of the same connection is known.
  const nextOf = new Map<string, Date>()
  return inOrder
    .toReversed()
    .map((each) => {
      const next = nextOf.get(each.connectionId)
      nextOf.set(each.connectionId, each.dueAt)
      return cameOf(each, readOf.get(each.connectionId) ?? [], next, until)
    })
    .toReversed()
}

type Read = {
  readonly connectionId: string
  readonly readAt: Date
  readonly complete: boolean | null
}

function byConnection(checks: readonly Read[]): ReadonlyMap<string, readonly Read[]> {
  const grouped = new Map<string, Read[]>()
  for (const check of checks) {
    const known = grouped.get(check.connectionId)
    if (known) known.push(check)
    else grouped.set(check.connectionId, [check])
  }
  return grouped
}

function cameOf(
  { connectionId, dueAt }: CheckDue,
  reads: readonly Read[],
  next: Date | undefined,
  until: Date,
): ScheduledCheck {
  const first = reads.find(({ readAt }) => readAt >= dueAt)
  if (first && (next ? first.readAt < next : first.readAt <= until)) {
    const { readAt, complete } = first
    return { connectionId, dueAt, state: 'made', readAt, complete }
  }
  const isLate = (next ?? until).getTime() - dueAt.getTime() >= beginWithin_ms
  return {
    ...{ connectionId, dueAt, readAt: null, complete: null },
    state: isLate ? 'missed' : 'waiting',
  }
}
