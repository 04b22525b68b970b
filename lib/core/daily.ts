import { day_ms } from './durations'
import { sha256Hex } from './sha256'

/**
 * The next time after `now` that is `key`'s own moment of the day (UTC). Keys are spread evenly
 * over the day, and stay where they are: Zoom's limits are per account, and ours are for all.
 */
export function nextDailyAt(key: string, now: Date): Date {
  const share = Number.parseInt(sha256Hex(key).slice(0, 8), 16) / 0x1_0000_0000
  const moment_ms = Math.floor(share * day_ms)
  const today = Math.floor(now.getTime() / day_ms) * day_ms + moment_ms
  return new Date(today > now.getTime() ? today : today + day_ms)
}
