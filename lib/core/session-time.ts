/** A scheduled meeting that happens once, as Zoom numbers it. */
const oneOff = 2

/** Where Zoom did not say how long a meeting is, it is taken to have ended by then. */
const usual_minutes = 60

export type SessionTime = {
  zoomType: number
  startsAt: Date | null
  duration_minutes: number | null
}

/** True for a meeting that happened once and is past: the past can neither be read nor mended. */
export function isOver({ zoomType, startsAt, duration_minutes }: SessionTime, now: Date): boolean {
  if (zoomType !== oneOff || !startsAt) return false
  return startsAt.getTime() + (duration_minutes ?? usual_minutes) * 60_000 <= now.getTime()
}
