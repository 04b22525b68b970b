import { sql, type SQL } from 'drizzle-orm'
import { sessions } from '#db/schema/meetings'

const endsAt = sql`${sessions.startsAt} + make_interval(mins =>
  coalesce(${sessions.duration_minutes}, case when ${sessions.zoomType} = 1 then 1800 else 60 end))`

const isPast = (now: Date): SQL => sql`${endsAt} <= ${now.toISOString()}::timestamptz`

/**
 * `isOver` of lib/core/session-time.ts for the database: still a session of the club, and not one
 * that happened once and is past.
 */
export const isComing = (now: Date): SQL<boolean> => sql<boolean>`(${sessions.endedAt} is null
  and not coalesce(${sessions.zoomType} in (1, 2) and ${isPast(now)}, false))`

/** When it next takes place, or is taking place; null where Zoom gave no time, or a series' next is not read yet. */
export const nextStart = (now: Date) =>
  sql<Date | null>`case when ${isPast(now)} then null else ${sessions.startsAt} end`.mapWith(
    sessions.startsAt,
  )
