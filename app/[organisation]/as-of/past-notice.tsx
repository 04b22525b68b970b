import { formatDate } from '#lib/core/dates'
import { Notice } from '../../components/notice'

/** Says that all that follows is over, before anybody takes it for now. */
export function PastNotice({
  at,
  isToday,
  nowHref,
}: {
  at: Date
  isToday: boolean
  /** Where it stands as it is now. */
  nowHref: string
}) {
  return (
    <Notice
      title={isToday ? 'As it is today' : `As it was on ${formatDate(at)}, as we knew it then`}
    >
      <p>
        {isToday
          ? 'This is how it stands at this moment.'
          : 'This page shows the past. It may be mended, or different, by now. What nobody had checked by then is not known, and is shown so.'}
      </p>
      <p>
        <a href={nowHref} className="inline-block py-2">
          See how it is now
        </a>
      </p>
    </Notice>
  )
}
