import { isOver } from '../session-time'
import { timesIn, type OpenedTime } from '../each-time'
import type { Reading } from '../readings'

/** One time of a series as it is set by itself; null for `time` where it is not known which it is. */
export type ReadTime = { readonly time: OpenedTime | null; readonly reading: Reading }

/**
 * What Zoom lets an app change of one time of a series alone. Source: its description of PATCH
 * /meetings/{meetingId}, `occurrence_id`. Anything else is set for the whole series only.
 */
const changeable: readonly string[] = [
  'settings.host_video',
  'settings.participant_video',
  'settings.join_before_host',
  'settings.mute_upon_entry',
  'settings.waiting_room',
  'settings.watermark',
  'settings.auto_recording',
]

export const isChangeableAtATime = (path: string): boolean => changeable.includes(path)

/** The times of a series in its reading, each with which it is. Those that are over are left out. */
export function readTimes(
  meeting: Reading | null,
  opened: readonly OpenedTime[] | null | undefined,
  now: Date,
): ReadTime[] {
  const readings = meeting ? timesIn(meeting) : []
  const isAligned = opened?.length === readings.length
  return readings
    .map((reading, index) => ({ reading, time: (isAligned && opened[index]) || null }))
    .filter(({ time }) => !time || !isPast(time, now))
}

const isPast = ({ startsAt, duration_minutes }: OpenedTime, now: Date): boolean =>
  isOver(
    { zoomType: 2, startsAt: startsAt === null ? null : new Date(startsAt), duration_minutes },
    now,
  )
