import { zoomHeard } from '#lib/core/health'
import { lastHeard } from '#lib/health/last-heard'
import { Time } from '../../components/time'

/** How soon a change in Zoom is seen: within moments while Zoom tells of changes, else within a day. */
export async function ZoomHeard({ now }: { now: Date }) {
  const at = await lastHeard()
  const heard = zoomHeard(at, now)
  return (
    <p className="text-[0.98rem] text-ink-soft">
      {at && heard === 'ok' ? (
        <>
          Zoom last told Touchline of a change <Time at={at} now={now} as="relative" />.
        </>
      ) : at ? (
        <>
          We have not heard from Zoom since <Time at={at} now={now} as="day" />, so a change may be
          seen a day late.
        </>
      ) : (
        'Zoom has not told Touchline of any change yet.'
      )}{' '}
      Whether it does or not, we look at every coach once a day.
    </p>
  )
}
