/** What is to be stopped at the end, the last first; also where the start was given up half-way. */
export type Stops = { add: (stop: () => Promise<void>) => void; all: () => Promise<void> }

/** A list of what to stop. What is added after all were stopped is stopped at once. */
export function newStops(): Stops {
  const stops: (() => Promise<void>)[] = []
  let over = false
  return {
    add(stop) {
      if (over) void stop()
      else stops.push(stop)
    },
    async all() {
      over = true
      for (const each of stops.splice(0).toReversed()) await each()
    },
  }
}
