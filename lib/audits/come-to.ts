import { hour_ms } from '../core/durations'
import type { CouldNotCheckReason } from '../core/readings'
import type { ZoomClient } from '../zoom/client'
import type { Gathered } from './gathered'

/** What has begun waits for so long rather than end with a gap. */
const putOff_max_ms = hour_ms

/** And whatever has not waits for a day and its own turn in it, and then says why it came to nothing. */
const waiting_max_ms = 25 * hour_ms

/** After a failure of Zoom's an audit is made again by itself, well before the next day's. */
const again_ms = hour_ms

/** From what somebody has to mend to what passes by itself. */
const inOrder: readonly CouldNotCheckReason[] = [
  'not_connected',
  'not_granted',
  'zoom_down',
  'unreadable_body',
  'not_found',
  'not_readable',
  'field_absent',
]

/**
 * What an audit came to that missed things for these reasons: the one that says most, and when it is
 * to be made again. Too many requests are for later, and no better in a few seconds.
 */
export function comeTo(
  client: ZoomClient,
  reasons: readonly (CouldNotCheckReason | null)[],
  queuedAt: Date,
  now: Date,
): Pick<Gathered, 'reason' | 'putOffTo' | 'askAgainAt' | 'isWorthRetrying'> {
  const reason = inOrder.find((each) => reasons.includes(each)) ?? null
  const stopped = client.stopped()
  if (stopped?.again === 'later') {
    const until = stopped.at ?? new Date(now.getTime() + again_ms)
    const isSoon = until.getTime() - now.getTime() <= putOff_max_ms
    const isPatient = now.getTime() - queuedAt.getTime() <= waiting_max_ms
    const waits = isPatient && (isSoon || !client.hasAsked())
    return {
      reason,
      putOffTo: waits ? until : null,
      askAgainAt: waits ? null : until,
      isWorthRetrying: false,
    }
  }
  const isDown = reasons.includes('zoom_down')
  const askAgainAt = isDown ? new Date(now.getTime() + again_ms) : null
  return { reason, putOffTo: null, askAgainAt, isWorthRetrying: isDown }
}
