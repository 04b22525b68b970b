/** How many streams one process keeps open, and of these for one person: a few tabs on a few devices. */
type StreamLimits = { all_max: number; aPerson_max: number }

export type OpenStreams = StreamLimits & {
  /** False where this person, or all together, have as many as they may. */
  mayOpen: (userId: string) => boolean
  /** Opens one more for a person; false where it may not be. */
  open: (userId: string) => boolean
  /** Ends one that was opened. */
  close: (userId: string) => void
}

function limitedTo({ all_max, aPerson_max }: StreamLimits): OpenStreams {
  const open = new Map<string, number>()
  let all = 0
  const mayOpen = (userId: string) => all < all_max && (open.get(userId) ?? 0) < aPerson_max
  return {
    all_max,
    aPerson_max,
    mayOpen,
    open: (userId) => {
      if (!mayOpen(userId)) return false
      all += 1
      open.set(userId, (open.get(userId) ?? 0) + 1)
      return true
    },
    close: (userId) => {
      const own = open.get(userId) ?? 0
      if (own === 0) return
      all -= 1
      if (own === 1) open.delete(userId)
      else open.set(userId, own - 1)
    },
  }
}

/** Those of a check that is under way: each asks the database every second. */
export const auditStreams = limitedTo({ all_max: 200, aPerson_max: 10 })

/** Those of pages that stand open: they cost a connection, and nothing else while nothing changes. */
export const changeStreams = limitedTo({ all_max: 2000, aPerson_max: 10 })
