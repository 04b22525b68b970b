/** As Zoom numbers them: one that is started on the spot, and a scheduled one that happens once. */
const instant = 1
const oneOff = 2
/** The host's own room, which is always there. */
const personalRoom = 4

/** Where Zoom did not say how long a meeting is, it is taken to have ended by then. */
const usual_minutes = 60

/** Zoom's own limit. One that was started on the spot goes on until Zoom says that it ended. */
const longest_minutes = 30 * 60

export type SessionTime = {
  zoomType: number
  startsAt: Date | null
  duration_minutes: number | null
}

/** True for a meeting that happened once and is past: the past can neither be read nor mended. */
export function isOver({ zoomType, startsAt, duration_minutes }: SessionTime, now: Date): boolean {
  if ((zoomType !== oneOff && zoomType !== instant) || !startsAt) return false
  const minutes = duration_minutes ?? (zoomType === instant ? longest_minutes : usual_minutes)
  return startsAt.getTime() + minutes * 60_000 <= now.getTime()
}

/**
 * True for a meeting of which Zoom's lists say nothing: one that was started on the spot and is going
 * on, and the personal room. That they are missing there is no sign that they are gone.
 */
export const isNeverListed = (time: SessionTime, now: Date): boolean =>
  time.zoomType === personalRoom || (time.zoomType === instant && !isOver(time, now))
