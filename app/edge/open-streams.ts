/** How many streams one process keeps open, and of these for one person: a few tabs on a few devices. */
export const streams_max = 200
export const streamsAPerson_max = 10

const open = new Map<string, number>()
let all = 0

/** False where this person, or all together, have as many as they may. */
export const mayOpenStream = (userId: string): boolean =>
  all < streams_max && (open.get(userId) ?? 0) < streamsAPerson_max

/** Opens one more for a person; false where it may not be. */
export function openStream(userId: string): boolean {
  if (!mayOpenStream(userId)) return false
  all += 1
  open.set(userId, (open.get(userId) ?? 0) + 1)
  return true
}

/** Ends one that was opened. */
export function closeStream(userId: string): void {
  const own = open.get(userId) ?? 0
  if (own === 0) return
  all -= 1
  if (own === 1) open.delete(userId)
  else open.set(userId, own - 1)
}
