import { humaneTime } from '../humane-hours'
import type { NoticeKind } from '../notices/notice'

/**
 * Kinds that come up by the clock alone. They wait for each other, so that somebody gets one mail of
 * all that is due, over all their clubs, and not one for each.
 */
const gathered: ReadonlySet<NoticeKind> = new Set([
  'reminder',
  'statement_lapses',
  'acceptance_ending',
  'exemption_lapses',
])

/** True where a notice of this kind goes into a digest. */
export const isGathered = (kind: NoticeKind): boolean => gathered.has(kind)

/** Between two digests of a person lies at least that: an evening's are never split in two. */
const between_ms = 20 * 60 * 60 * 1000

/**
 * When a person may get their next digest: in humane hours where they are, and not on the heels of
 * their last one (`lastAt`).
 */
export function digestTime(now: Date, lastAt: Date | null, timeZone: string): Date {
  const earliest_ms = lastAt === null ? 0 : lastAt.getTime() + between_ms
  return humaneTime(new Date(Math.max(now.getTime(), earliest_ms)), timeZone)
}
