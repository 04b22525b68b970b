import { comingTime, isOnNow, onNowWords } from '#lib/core/coming-time'
import { formatTime } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import type { ListedSession } from '#lib/sessions/list-sessions'
import { Row, Rows } from '../components/rows'
import { StatusTag } from '../components/status-tag'

export const sessionName = (topic: string | null): string => topic ?? 'Session without a name'

/** Coming sessions, each with when, what, whose, and how it stands. */
export function SessionList({
  slug,
  sessions,
  now,
  label,
  coachShown = true,
  dayShown = true,
}: {
  slug: string
  sessions: readonly ListedSession[]
  now: Date
  label: string
  /** Left out on the coach's own page. */
  coachShown?: boolean
  /** Left out below a heading that names the day. */
  dayShown?: boolean
}) {
  return (
    <Rows label={label}>
      {sessions.map(({ sessionId, topic, startsAt, coachName, status }) => (
        <Row
          key={sessionId}
          href={paths.session(slug, sessionId)}
          title={sessionName(topic)}
          detail={
            <>
              {startsAt ? (
                <time dateTime={startsAt.toISOString()}>
                  {dayShown ? comingTime(now, startsAt) : timeOf(now, startsAt)}
                </time>
              ) : (
                'No fixed time'
              )}
              {coachShown ? `, ${coachName}` : null}
            </>
          }
        >
          <StatusTag status={status.face}>{status.words}</StatusTag>
        </Row>
      ))}
    </Rows>
  )
}

/** Without the day, which a heading above names. */
const timeOf = (now: Date, at: Date) => (isOnNow(now, at) ? onNowWords(now, at) : formatTime(at))
