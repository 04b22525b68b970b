import { systemPool } from '../database/pools'
import { changesADay_max } from '../zoom/rate-limits'

/**
 * Counts one change of a meeting for the Zoom user who hosts it, before it is sent: Zoom allows a
 * hundred a day (UTC), whichever app makes them. `tomorrow`: not counted, and not to be sent today.
 * One of them is used up whatever Zoom then answers, as it is at Zoom.
 */
export async function takeChange(zoomUserId: string): Promise<'allowed' | 'tomorrow'> {
  const found = await systemPool().query<{ taken: boolean }>(
    'select take_zoom_change($1, $2) as taken',
    [zoomUserId, changesADay_max],
  )
  return found.rows[0]?.taken ? 'allowed' : 'tomorrow'
}
